"""Completes papers that were added while no source answered; nothing that people typed changes."""

from collections.abc import Iterator
from dataclasses import dataclass

from summaries.catalogue.sources import Answer, look_up
from summaries.catalogue.store import UNCHANGED, store
from summaries.identifiers import KEY, Reference, recognise
from summaries.models import Paper
from summaries.search.folding import fold

COMPLETED, NOTHING_NEW, UNKNOWN, OPEN, DIFFERS = STATUSES = (
    "completed",
    "nothing new",
    "unknown",
    "not answered",
    "differs",
)
PATIENCE = 20.0  # seconds for one paper: nobody waits, and arXiv wants 3 between two questions


@dataclass(frozen=True)
class Fetched:
    """What became of one paper, as the report tells it."""

    key: str
    status: str
    source: str = ""
    words: str = ""  # why, or what differs

    @property
    def is_rejected(self) -> bool:
        return self.status in {OPEN, DIFFERS}

    def report(self) -> dict:
        return {"paper": self.key, "status": self.status, "source": self.source, "why": self.words}


def waiting(*, stubs: bool = False):
    """Papers that await facts; with `stubs` also those that are only cited so far."""
    rows = Paper.objects.filter(awaits_facts=True)
    if stubs:
        rows |= Paper.objects.filter(status=Paper.Status.STUB)
    return rows.order_by("pk")


def fetch(papers) -> Iterator[Fetched]:
    """Ask about each paper once; each is complete before the next one begins."""
    for pk in list(papers.values_list("pk", flat=True)):
        paper = Paper.objects.filter(pk=pk).first()
        if paper:  # else it was merged into another one meanwhile
            yield fetch_one(paper)


def fetch_one(paper: Paper) -> Fetched:
    """Ask about one paper, and store what is missing of it."""
    answer = look_up(names_of(paper), seconds=PATIENCE)
    if answer.record is None:
        return _without_record(paper, answer)
    source = answer.record.source
    if not _is_same(paper, answer.record.title):
        _await_no_longer(paper)
        words = f"{source} calls it “{answer.record.title}”, we call it “{paper.title}”"
        return Fetched(paper.key, DIFFERS, source, words)
    # What was typed stays: only a paper of which nothing is known takes all from a source.
    _await_no_longer(paper)
    status = store(answer.record).status
    return Fetched(paper.key, NOTHING_NEW if status == UNCHANGED else COMPLETED, source)


def names_of(paper: Paper) -> list[Reference]:
    """All that a source may know it by, the surest first."""
    told = [Reference(row.scheme, row.value) for row in paper.identifiers.all()]
    names = [*recognise(paper.key), *(name for name in told if name.scheme != KEY)]
    return list(dict.fromkeys([*names, Reference(KEY, paper.key)]))


def _without_record(paper: Paper, answer: Answer) -> Fetched:
    words = "; ".join(map(str, answer.outcomes))
    if answer.is_open:
        return Fetched(paper.key, OPEN, words=words)
    if not answer.outcomes:
        _await_no_longer(paper)  # nobody could ever be asked
    return Fetched(paper.key, UNKNOWN, words=words or "it has no name that a source knows")


def _is_same(paper: Paper, title: str) -> bool:
    """Whether the title is the paper's; one may leave out the other's subtitle."""
    ours, theirs = fold(paper.title), fold(title)
    is_begun = paper.status == Paper.Status.STUB
    return is_begun or ours.startswith(theirs) or theirs.startswith(ours)


def _await_no_longer(paper: Paper) -> None:
    if paper.awaits_facts:
        paper.awaits_facts = False
        paper.save(update_fields=["awaits_facts"])
