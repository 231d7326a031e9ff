"""`manage.py load_public`: fill an empty database from a public dump."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from shortsci.outages import in_words
from summaries import public_dump
from summaries.importer import Locked, import_lock
from summaries.management.progress import progress
from summaries.recount.citations import recount_citations
from summaries.rerender import outdated, render_outdated

UNRENDERED = (
    "All rows are in, but not all texts could be rendered: {}. "
    "Go on with manage.py render_summaries, and then recount."
)


class Command(BaseCommand):
    help = "Fill an empty database from a public dump. When anything is wrong, it stays empty."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="With manifest.json in it.")
        parser.add_argument(
            "--no-render",
            action="store_true",
            help="Leave that to render_summaries and recount; until then texts show nothing.",
        )

    def handle(self, *, folder, no_render, **options):
        try:
            with import_lock():
                counts = public_dump.load(folder, self.tell(options["verbosity"]))
        except (OSError, DatabaseError, Locked, public_dump.DumpError) as error:
            raise CommandError(f"Nothing was loaded: {in_words(error)}.") from error
        if not no_render:
            self.render()
        if options["verbosity"]:
            self.stdout.write(self.style.SUCCESS(f"{sum(counts.values()):,} rows loaded."))

    def tell(self, verbosity):
        return self.stdout.write if verbosity > 1 else lambda line: None

    def render(self):
        """A run that is stopped here goes on with manage.py render_summaries and recount."""
        try:
            total = sum(outdated().values())
            for name, problem in progress(render_outdated(), total, self.stderr):
                if problem:
                    self.stderr.write(self.style.ERROR(f"{name}: {problem}"))
            recount_citations(check=False)
        except DatabaseError as error:
            raise CommandError(UNRENDERED.format(in_words(error))) from error
