"""`manage.py import_dumps`: bring in text dumps of summaries."""

import json
import os
import sys
from contextlib import ExitStack, suppress

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from summaries.dumps import iter_files
from summaries.importer import MOST_PROBLEMS, Locked, Records, Run, import_lock
from summaries.management.progress import progress
from summaries.models import ImportRun

FIXTURES = settings.BASE_DIR / "fixtures"


class Command(BaseCommand):
    help = "Import papers and summaries from text dumps. Safe to run again."

    def add_arguments(self, parser):
        parser.add_argument(
            "paths", nargs="*", help="Files, folders or - (default: fixtures/dumps)."
        )
        parser.add_argument("--dry-run", action="store_true", help="Write nothing.")
        parser.add_argument("--strict", action="store_true", help="One bad entry rejects its file.")
        parser.add_argument("--report", metavar="FILE", help="JSON Lines, one per entry; - prints.")

    def handle(self, *, paths, dry_run, strict, report, **options):
        files = list(iter_files(paths or [FIXTURES / "dumps"]))
        try:
            run = self.run(files, dry_run, strict, report)
        except OSError as error:
            if report == "-":
                self.let_go_of_output()
            message = f"The report cannot be written, so the import stopped: {error}."
            raise CommandError(message, returncode=2) from error
        out = self.stderr if report == "-" else self.stdout
        if options["verbosity"]:
            out.write(f"{len(files)} files: {run.totals_line()}")
        if run.totals["rejected"]:
            sys.exit(1)

    def run(self, files, dry_run, strict, report):
        """Import the files one by one; OSError when the report cannot be written."""
        with ExitStack() as stack:
            run, report_file = self.start(stack, files, dry_run, strict, report)
            stack.callback(run.finish)
            for file in progress(files, len(files), self.stderr):
                room = MOST_PROBLEMS - run.totals["rejected"]
                outcomes = run.import_file(file)
                self.complain(outcomes, room)
                self.tell(outcomes, report_file)
        if (rest := run.totals["rejected"] - MOST_PROBLEMS) > 0:
            self.stderr.write(self.style.ERROR(f"and {rest:,} more problems"))
        return run

    def start(self, stack, files, dry_run, strict, report):
        """The run and its report; CommandError with exit code 2 when there can be none."""
        if files and all(file.error for file in files):
            complaints = "; ".join(f"{file.name}: {file.error}" for file in files)
            raise CommandError(complaints, returncode=2)
        try:
            records = Records.load(FIXTURES)
            stack.enter_context(import_lock())
            ImportRun.objects.exists()
            return Run(records, dry_run=dry_run, strict=strict), self.opened(stack, report)
        except (OSError, ValueError, TypeError, Locked) as error:
            raise CommandError(f"Cannot start: {error}.", returncode=2) from error
        except DatabaseError as error:
            message = f"Cannot start: {error}. Is the database migrated?"
            raise CommandError(message, returncode=2) from error

    def opened(self, stack, report):
        if report in (None, "-"):
            return self.stdout if report else None
        return stack.enter_context(open(report, "w", encoding="utf-8"))

    def complain(self, outcomes, room):
        """Name what was rejected, as far as there is room."""
        rejected = [outcome for outcome in outcomes if outcome.status == "rejected"]
        for outcome in rejected[: max(room, 0)]:
            line = f":{outcome.line}" if outcome.line else ""
            why = "; ".join(outcome.warnings)
            self.stderr.write(self.style.ERROR(f"{outcome.source}{line}: {why}"))

    def tell(self, outcomes, report_file):
        """One line each; written at once, so that a full disk is noticed at its file."""
        if report_file:
            for outcome in outcomes:
                report_file.write(json.dumps(outcome.report(), ensure_ascii=False) + "\n")
            report_file.flush()

    def let_go_of_output(self):
        """When Python ends it writes once more what a closed pipe left over: let it go nowhere."""
        with suppress(OSError):  # no file at all
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.stdout.fileno())
