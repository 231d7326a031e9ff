"""How close two papers are: what they share in, a number and its reasons out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import log2

KEYWORD, AUTHOR, CITED, CITING, BESIDE = "keyword", "author", "cited", "citing", "beside"
WEIGHTS = {CITED: 2.0, CITING: 2.0, BESIDE: 1.0}
LEAST = 0.15  # what is less is chance
COMMON = 0.05  # what a keyword or author of very many papers still counts
Link = tuple[str, int, int]  # what is shared: its kind, which one; and the other paper


def closest(links: Iterable[Link], limit: int) -> dict[int, dict[str, int]]:
    """The closest papers, closest first, each with how many of each kind it shares.

    `limit` is to how many papers of one keyword or author the links were cut.
    """
    links = set(links)
    weights = weigh(links, limit)
    scores: dict[int, float] = defaultdict(float)
    shared: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for kind, which, paper in links:
        scores[paper] += weights[kind, which]
        shared[paper][kind] += 1
    order = sorted(scores, key=lambda paper: (-round(scores[paper], 9), -paper))
    return {paper: dict(shared[paper]) for paper in order if scores[paper] >= LEAST}


def weigh(links: Iterable[Link], limit: int) -> dict[tuple[str, int], float]:
    """What each shared thing counts: of keywords and authors, the rarer the more."""
    counts: dict[tuple[str, int], int] = defaultdict(int)
    for kind, which, _ in links:
        counts[kind, which] += 1
    return {
        (kind, which): WEIGHTS.get(kind) or (COMMON if count >= limit else 1 / log2(2 + count))
        for (kind, which), count in counts.items()
    }


def reasons(shared: Mapping[str, int]) -> str:
    """In words: "its summaries cite this paper, shares 2 keywords and 1 author"."""
    said = [words for kind, words in SENTENCES.items() if shared.get(kind)]
    counted = [_counted(shared[kind], kind) for kind in (KEYWORD, AUTHOR) if shared.get(kind)]
    return ", ".join([*said, *([f"shares {' and '.join(counted)}"] if counted else [])])


SENTENCES = {
    CITED: "cited by summaries of this paper",
    CITING: "its summaries cite this paper",
    BESIDE: "cited beside this paper",
}


def _counted(count: int, kind: str) -> str:
    return f"{count} {kind}{'' if count == 1 else 's'}"
