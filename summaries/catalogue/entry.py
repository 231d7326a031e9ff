"""One entry of a file of references: a record, or what is wrong with it."""

from dataclasses import dataclass

from .record import Record


@dataclass(frozen=True)
class Entry:
    """Where it stands, and what it says."""

    line: int  # from 1, on which the entry begins
    record: Record | None = None
    problem: str = ""  # in words, when there is no record
