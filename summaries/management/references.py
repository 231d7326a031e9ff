"""What the commands share that import files of references, however large."""

import io
import json
import os
import sys
from contextlib import ExitStack, suppress
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from summaries.catalogue.run import MOST_PROBLEMS, Run
from summaries.importer import Locked, import_lock
from summaries.management.progress import counted
from summaries.models import ImportRun
from summaries.unfolding import unfolded


class ImportReferences(BaseCommand):
    """Arguments, progress, report, exit codes: 0, 1 for rejected entries, 2 for no start."""

    noun = "entries"  # of which the progress speaks

    def read(self, stream):
        """The entries of a file, which is open for bytes."""
        raise NotImplementedError

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="FILE", help="May be compressed: .gz")
        parser.add_argument("--dry-run", action="store_true", help="Write nothing.")
        parser.add_argument("--strict", action="store_true", help="One bad entry rejects its file.")
        parser.add_argument("--report", metavar="FILE", help="JSON Lines, one per entry; - prints.")

    def handle(self, *, paths, dry_run, strict, report, **options):
        try:
            run = self.run(paths, dry_run, strict, report)
        except OSError as error:
            if report == "-":
                self.let_go_of_output()
            message = f"The report cannot be written, so the import stopped: {error}."
            raise CommandError(message, returncode=2) from error
        out = self.stderr if report == "-" else self.stdout
        if options["verbosity"]:
            out.write(f"{len(paths)} files: {run.totals_line()}")
        if run.totals["rejected"]:
            sys.exit(1)

    def run(self, paths, dry_run, strict, report):
        with ExitStack() as stack:
            self.start(stack, paths)
            report_file = self.opened(stack, report)
            run = stack.enter_context(Run(dry_run=dry_run, strict=strict))
            outcomes = (o for path in paths for o in run.import_file(path, self.reader(path)))
            for outcome in counted(outcomes, self.noun, self.stderr):
                self.tell(outcome, run, report_file)
        if (rest := run.totals["rejected"] - MOST_PROBLEMS) > 0:
            self.stderr.write(self.style.ERROR(f"and {rest:,} more problems"))
        return run

    def start(self, stack, paths):
        """Refuse to start, with exit code 2, where nothing could come of it."""
        try:
            for path in paths:
                opened_file(path).close()
            stack.enter_context(import_lock())
            ImportRun.objects.exists()
        except (OSError, Locked) as error:
            raise CommandError(f"Cannot start: {error}.", returncode=2) from error
        except DatabaseError as error:
            message = f"Cannot start: {error}. Is the database migrated?"
            raise CommandError(message, returncode=2) from error

    def reader(self, path):
        """A function that begins anew at each call."""

        def entries():
            with opened_file(path) as stream:
                yield from self.read(stream)

        return entries

    def opened(self, stack, report):
        if report in (None, "-"):
            return self.stdout if report else None
        return stack.enter_context(open(report, "w", encoding="utf-8"))

    def tell(self, outcome, run, report_file):
        if outcome.status == "rejected" and run.totals["rejected"] <= MOST_PROBLEMS:
            place = f"{outcome.source}:{outcome.line}" if outcome.line else outcome.source
            self.stderr.write(self.style.ERROR(f"{place}: {outcome.problem}"))
        if report_file:
            report_file.write(json.dumps(outcome.report(), ensure_ascii=False) + "\n")

    def let_go_of_output(self):
        """When Python ends it writes once more what a closed pipe left over: let it go nowhere."""
        with suppress(OSError):  # no file at all
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.stdout.fileno())


def opened_file(path: str):
    """The bytes of a file, unpacked where it is compressed."""
    with open(path, "rb") as file:
        is_packed = file.read(2) == b"\x1f\x8b"
    return unfolded(Path(path).open("rb")) if is_packed else Path(path).open("rb")


def as_text(stream):
    """The same as text, whatever bytes are in it."""
    return io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline=None)
