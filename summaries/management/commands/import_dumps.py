"""`manage.py import_dumps`: bring in text dumps of summaries."""

from contextlib import ExitStack

from django.conf import settings
from django.core.management.base import CommandError

from summaries.dumps import iter_files
from summaries.importer import Records, Run
from summaries.management.progress import progress
from summaries.management.reporting import Importing

FIXTURES = settings.BASE_DIR / "fixtures"


class Command(Importing):
    help = "Import papers and summaries from text dumps. Safe to run again."

    def add_arguments(self, parser):
        parser.add_argument(
            "paths", nargs="*", help="Files, folders or - (default: fixtures/dumps)."
        )
        super().add_arguments(parser)

    def files(self, paths):
        return list(iter_files(paths or [FIXTURES / "dumps"]))

    def run(self, files, dry_run, strict, report):
        """Import the files one by one; OSError when the report cannot be written."""
        with ExitStack() as stack:
            run = Run(self.start(stack, files), dry_run=dry_run, strict=strict)
            report_file = self.opened(stack, report)
            stack.callback(run.finish)
            for file in progress(files, len(files), self.stderr):
                self.import_file(run, file, report_file)
        self.count_the_rest(run)
        return run

    def import_file(self, run, file, report_file):
        """A file and what became of its entries, so that a full disk is noticed at its file."""
        rejected = run.totals["rejected"]
        for outcome in run.import_file(file):
            rejected += outcome.status == "rejected"
            self.complain(outcome, "; ".join(outcome.warnings), rejected)
            self.tell(outcome, report_file)
        if report_file:
            report_file.flush()

    def start(self, stack, files):
        """The facts of the papers; CommandError with exit code 2 when there can be no run."""
        if files and all(file.error for file in files):
            complaints = "; ".join(f"{file.name}: {file.error}" for file in files)
            raise CommandError(complaints, returncode=2)
        try:
            records = Records.load(FIXTURES)
        except (OSError, ValueError, TypeError) as error:
            raise CommandError(f"Cannot start: {error}.", returncode=2) from error
        self.alone(stack)
        return records
