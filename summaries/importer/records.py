"""The facts about papers that `fixtures/` holds, found by the opening words of a summary."""

import json
from dataclasses import dataclass
from pathlib import Path

from summaries.dumps import letters


@dataclass(frozen=True)
class PaperRecord:
    """One paper of `papers.json`."""

    opening: str
    key: str
    title: str
    authors: list[str]
    venue: str
    year: int | None
    arxiv: str
    doi: str
    keywords: list[str]


class Records:
    """What is known about papers before anything is imported."""

    def __init__(self, papers: list[PaperRecord]):
        self.by_key = {paper.key: paper for paper in papers}
        # The longest opening first: the more words agree, the surer the match.
        openings = [(letters(paper.opening), paper) for paper in papers]
        self.openings = sorted(openings, key=lambda pair: -len(pair[0]))

    @classmethod
    def load(cls, folder: Path) -> "Records":
        """From `papers.json`."""
        papers = json.loads((folder / "papers.json").read_text(encoding="utf-8"))
        return cls([PaperRecord(**paper) for paper in papers])

    def about(self, body: str) -> PaperRecord | None:
        """The paper whose summary opens like this, whatever blanks and marks lie between."""
        start = letters(body[:2000])
        found = (paper for opening, paper in self.openings if start.startswith(opening))
        return next(found, None)
