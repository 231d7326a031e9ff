"""What would happen if two papers became one. Changes nothing."""

from dataclasses import dataclass

from summaries.models import Paper
from summaries.models.joining import writers_of

from .journal import belongings

SILENT = {"summaries.readermark", "summaries.paper_keywords"}


@dataclass(frozen=True)
class Preview:
    moves: list[tuple[str, int]]  # what, and how many rows of it
    facts: list[tuple[str, object, object]]  # of the one that stays, of the one that goes
    conflict: str


def preview(paper: Paper, other: Paper) -> Preview:
    shared = writers_of(paper) & writers_of(other)
    conflict = "One person has written about both: move or settle that first." if shared else ""
    names = (*Paper.FACTS, "key", "status")
    facts = [(name, getattr(paper, name), getattr(other, name)) for name in names]
    told = [row for row in facts if row[1] or row[2]]
    return Preview(_moves(other), told, conflict)


def _moves(other: Paper) -> list[tuple[str, int]]:
    counted: dict[str, int] = {}
    for (label, _), rows in belongings(other).items():
        if rows and label not in SILENT:
            counted[label] = counted.get(label, 0) + len(rows)
    return sorted((label.partition(".")[2], number) for label, number in counted.items())
