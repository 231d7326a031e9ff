"""What became of one entry, as the report tells it."""

from dataclasses import dataclass, field

from summaries.dumps import Entry
from summaries.models import Sighting, Summary

from .records import PaperRecord

CREATED, UNCHANGED, UPDATED, SEEN_AGAIN, REJECTED = STATUSES = (
    "created",
    "unchanged",
    "updated",
    "seen_again",
    "rejected",
)


@dataclass
class Outcome:
    """One entry of one file, or a whole file when it could not be read."""

    source: str
    status: str
    line: int | None = None
    warnings: list[str] = field(default_factory=list)
    entry: Entry | None = None
    paper: str = ""  # key
    record: PaperRecord | None = None
    summary: Summary | None = None
    sighting: Sighting | None = None  # the former one of this very place

    def report(self) -> dict:
        """One line of the JSON report."""
        rejected = self.status == REJECTED
        return {
            "file": self.source,
            "line": self.line,
            "status": self.status,
            "paper": self.paper or None,
            "markdown": None if rejected or not self.summary else self.summary.body,
            "html": None if rejected or not self.summary else self.summary.body_html,
            "warnings": self.warnings,
        }

    def complaint(self) -> dict:
        """What the admins read of a rejected entry."""
        return {"file": self.source, "line": self.line, "message": "; ".join(self.warnings)}
