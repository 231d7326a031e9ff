"""`manage.py import_dumps`: bring in text dumps of summaries."""

import json
import sys
from contextlib import ExitStack

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from summaries.dumps import iter_files
from summaries.importer import Locked, Records, Run, import_lock
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
        with ExitStack() as stack:
            run, report_file = self.start(stack, files, dry_run, strict, report)
            for file in progress(files, self.stderr):
                self.tell(run.import_file(file), report_file)
            run.finish()
        out = self.stderr if report == "-" else self.stdout
        if options["verbosity"]:
            out.write(f"{len(files)} files: {run.totals_line()}")
        if run.totals["rejected"]:
            sys.exit(1)

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

    def tell(self, outcomes, report_file):
        for outcome in outcomes:
            if report_file:
                report_file.write(json.dumps(outcome.report(), ensure_ascii=False) + "\n")
            if outcome.status == "rejected":
                line = f":{outcome.line}" if outcome.line else ""
                why = "; ".join(outcome.warnings)
                self.stderr.write(self.style.ERROR(f"{outcome.source}{line}: {why}"))
