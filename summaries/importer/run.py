"""One run over some files: each of them wholly or not at all."""

from collections import Counter
from collections.abc import Iterable
from itertools import islice

from django.db import DatabaseError, transaction
from django.utils import timezone

from summaries.dumps import DumpError, DumpFile, parse
from summaries.models import ImportRun, Summary

from .outcome import REJECTED, STATUSES, UNCHANGED, Outcome
from .plan import Plan
from .records import Records
from .rows import write


class Run:
    """Imports files one after the other and keeps count. The caller holds the lock."""

    def __init__(self, records: Records, *, dry_run: bool = False, strict: bool = False):
        self.records, self.dry_run, self.strict = records, dry_run, strict
        self.totals: Counter[str] = Counter()
        self.problems: list[dict] = []
        self.known: dict[str, Summary] = {}
        self.row: ImportRun | None = None

    def import_file(self, file: DumpFile) -> list[Outcome]:
        """What became of each entry, after it is in the database for good."""
        plan = Plan(file.name, self.records, self.known)
        try:
            with file.open() as stream:
                outcomes = [plan.outcome(found) for found in parse(stream)]
        except DumpError as error:
            return self._counted([Outcome(plan.source, REJECTED, error.line, [error.message])])
        if self.strict and any(outcome.status == REJECTED for outcome in outcomes):
            return self._counted(_all_rejected(outcomes, "left out with its file (--strict)"))
        try:
            self._write(outcomes)
        except DatabaseError as error:
            return self._counted(_all_rejected(outcomes, f"not written: {error}".strip()))
        if self.dry_run:
            self.known = plan.known
        return self._counted(outcomes)

    def finish(self) -> None:
        """Complete the run's own row; a run that changed nothing and found nothing new has none."""
        if self.dry_run or not (self.row or self._has_new_problems()):
            return
        self.row = self.row or ImportRun()
        self.row.totals, self.row.problems = dict(self.totals), self.problems
        self.row.finished_at = timezone.now()
        self.row.save()

    def totals_line(self) -> str:
        """The numbers in words, for the last line of the command."""
        said = (f"{self.totals[status]} {status.replace('_', ' ')}" for status in STATUSES)
        return ", ".join(said) + (" (dry run: nothing written)" if self.dry_run else "")

    def _write(self, outcomes: list[Outcome]) -> None:
        changes = [o for o in outcomes if o.status not in (UNCHANGED, REJECTED)]
        if self.dry_run or not changes:
            return
        with transaction.atomic():
            row = self.row or ImportRun.objects.create()
            for outcome in changes:
                write(outcome, row, self.records)
        self.row = row

    def _counted(self, outcomes: list[Outcome]) -> list[Outcome]:
        self.totals.update(outcome.status for outcome in outcomes)
        rejected = (outcome for outcome in outcomes if outcome.status == REJECTED)
        room = ImportRun.MOST_PROBLEMS - len(self.problems)
        self.problems += [outcome.complaint() for outcome in islice(rejected, room)]
        return outcomes

    def _has_new_problems(self) -> bool:
        last = ImportRun.objects.order_by("pk").last()
        if not self.problems or last is None:
            return bool(self.problems)
        former = last.problems, last.totals.get(REJECTED, 0)
        return former != (self.problems, self.totals[REJECTED])


def _all_rejected(outcomes: Iterable[Outcome], why: str) -> list[Outcome]:
    """Each with its own reason, or with this one."""
    return [
        o if o.status == REJECTED else Outcome(o.source, REJECTED, o.line, [why]) for o in outcomes
    ]
