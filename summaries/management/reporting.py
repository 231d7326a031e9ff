"""What the commands share that tell of each thing they did: a report, complaints, exit codes."""

import json
import os
import sys
from contextlib import suppress

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from shortsci.outages import in_words, is_outage
from summaries.importer import Locked, import_lock
from summaries.models import ImportRun


class Reporting(BaseCommand):
    """`--report FILE`: JSON Lines, one for each thing; with `-` they are printed."""

    def add_arguments(self, parser):
        parser.add_argument("--report", metavar="FILE", help="JSON Lines, one each; - prints.")

    def opened(self, stack, report):
        """The report's file, closed with the stack; None without a report."""
        if report in (None, "-"):
            return self.stdout if report else None
        return stack.enter_context(open(report, "w", encoding="utf-8"))

    def tell(self, outcome, report_file):
        if report_file:
            report_file.write(json.dumps(outcome.report(), ensure_ascii=False) + "\n")

    def conclude(self, words, report, verbosity):
        """Say in a line what it came to, beside the report."""
        if verbosity:
            (self.stderr if report == "-" else self.stdout).write(words)


class Importing(Reporting):
    """Arguments, complaints and exit codes: 0, 1 for rejected entries, 2 for no start."""

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Write nothing.")
        parser.add_argument("--strict", action="store_true", help="One bad entry rejects its file.")
        super().add_arguments(parser)

    def handle(self, *, paths, dry_run, strict, report, verbosity=1, **options):
        files = self.files(paths)
        try:
            run = self.run(files, dry_run, strict, report)
        except OSError as error:
            if report == "-":
                self.let_go_of_output()
            message = f"The report cannot be written, so the import stopped: {error}."
            raise CommandError(message, returncode=2) from error
        except DatabaseError as error:
            message = f"The import stopped: {in_words(error)}. What is in is whole; run it again."
            raise CommandError(message, returncode=2) from error
        self.conclude(f"{len(files)} files: {run.totals_line()}", report, verbosity)
        if run.totals["rejected"]:
            sys.exit(1)

    def files(self, paths):
        """What the arguments name."""
        return paths

    def alone(self, stack):
        """Keep other imports out until the stack ends; CommandError when there can be no start."""
        try:
            stack.enter_context(import_lock())
            ImportRun.objects.exists()
        except (OSError, Locked) as error:
            raise CommandError(f"Cannot start: {error}.", returncode=2) from error
        except DatabaseError as error:
            why = "" if is_outage(error) else " Is the database migrated?"
            message = f"Cannot start: {in_words(error)}.{why}"
            raise CommandError(message, returncode=2) from error

    def complain(self, outcome, why, rejected):
        """Name what was rejected, the first of them only."""
        if outcome.status == "rejected" and rejected <= ImportRun.MOST_PROBLEMS:
            place = f"{outcome.source}:{outcome.line}" if outcome.line else outcome.source
            self.stderr.write(self.style.ERROR(f"{place}: {why}"))

    def count_the_rest(self, run):
        if (rest := run.totals["rejected"] - ImportRun.MOST_PROBLEMS) > 0:
            self.stderr.write(self.style.ERROR(f"and {rest:,} more problems"))

    def let_go_of_output(self):
        """When Python ends it writes once more what a closed pipe left over: let it go nowhere."""
        with suppress(OSError):  # no file at all
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.stdout.fileno())
