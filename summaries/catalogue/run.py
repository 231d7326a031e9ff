"""One run over some files of references: in short transactions, so that it may die anywhere and
go on from there when it is started again."""

import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice

from django.db import connection, transaction
from django.utils import timezone

from summaries import search
from summaries.batches import BREATH
from summaries.models import ImportRun

from .bulk import REJECTED, store_all
from .entry import Entry
from .store import CREATED, JOINED, UNCHANGED, UPDATED

STATUSES = (CREATED, UNCHANGED, UPDATED, JOINED, REJECTED)
SIZE = 1_000  # entries of one transaction
MANY = 1_000  # new papers after which the search is better brought up to date at the end


@dataclass(frozen=True)
class Outcome:
    """What became of one entry."""

    source: str
    line: int
    status: str
    paper: str = ""
    problem: str = ""

    def report(self) -> dict:
        """One line of the JSON report."""
        return {
            "file": self.source,
            "line": self.line or None,
            "status": self.status,
            "paper": self.paper or None,
            "problem": self.problem or None,
        }


class Run:
    """Imports files one after the other and keeps count. The caller holds the lock."""

    def __init__(self, *, dry_run: bool = False, strict: bool = False) -> None:
        self.dry_run, self.strict = dry_run, strict
        self.totals: Counter[str] = Counter()
        self.problems: list[dict] = []
        self.row: ImportRun | None = None
        self.stack = ExitStack()
        self.is_paused = False

    def __enter__(self):
        return self

    def __exit__(self, *reason) -> None:
        """Complete the run's own row, also when it was broken off; let the search catch up."""
        self.stack.close()
        changed = self.totals.total() - self.totals[UNCHANGED]
        if changed and not self.dry_run:
            problems = list(self.problems)
            told = {"totals": dict(self.totals), "problems": problems}
            ImportRun.objects.create(**told, finished_at=timezone.now())

    def import_file(self, source: str, read: Callable[[], Iterable[Entry]]) -> Iterator[Outcome]:
        """What became of each entry, after it is in the database for good."""
        outcomes: Iterator[Outcome]
        if self.strict and any(entry.problem for entry in safely(read())):
            outcomes = (_left_out(source, entry) for entry in safely(read()))
        else:
            outcomes = self._stored(source, safely(read()))
        for outcome in outcomes:
            self._count(outcome)
            yield outcome

    def totals_line(self) -> str:
        """The numbers in words, for the last line of the command."""
        said = (f"{self.totals[status]:,} {status}" for status in STATUSES)
        return ", ".join(said) + (" (dry run: nothing written)" if self.dry_run else "")

    def _stored(self, source: str, entries: Iterator[Entry]) -> Iterator[Outcome]:
        while batch := list(islice(entries, SIZE)):
            yield from self._batch(source[:255], batch)
            if connection.vendor == "sqlite":
                time.sleep(BREATH)  # without it a waiting writer may starve

    def _batch(self, source: str, batch: list[Entry]) -> list[Outcome]:
        self._pause_search()
        records = [entry.record for entry in batch if entry.record]
        if self.dry_run:
            with transaction.atomic():
                items = iter(store_all(records))
                transaction.set_rollback(True)
        else:
            items = iter(store_all(records))
        outcomes = []
        for entry in batch:
            if entry.record:
                item = next(items)
                told = (item.status, item.key, item.problem)
            else:
                told = (REJECTED, "", entry.problem)
            outcomes.append(Outcome(source, entry.line, *told))
        return outcomes

    def _pause_search(self) -> None:
        if self.totals[CREATED] >= MANY and not self.is_paused and not self.dry_run:
            self.stack.enter_context(search.paused())
            self.is_paused = True

    def _count(self, outcome: Outcome) -> None:
        self.totals[outcome.status] += 1
        if outcome.status == REJECTED and len(self.problems) < ImportRun.MOST_PROBLEMS:
            said = {"file": outcome.source, "line": outcome.line, "message": outcome.problem}
            self.problems.append(said)


def safely(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries as far as the file can be read."""
    line = 0
    try:
        for entry in entries:
            line = entry.line
            yield entry
    except (OSError, EOFError, zlib.error) as error:
        yield Entry(line, problem=f"The file cannot be read any further: {error}.")


def _left_out(source: str, entry: Entry) -> Outcome:
    why = entry.problem or "left out with its file (--strict)"
    return Outcome(source, entry.line, REJECTED, problem=why)
