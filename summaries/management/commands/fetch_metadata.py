"""`manage.py fetch_metadata`: complete papers that were added while no source answered."""

import sys
from collections import Counter
from contextlib import ExitStack

from django.conf import settings
from django.core.management.base import CommandError
from django.db import DatabaseError

from summaries.catalogue.fetching import STATUSES, fetch, waiting
from summaries.management.progress import progress
from summaries.management.reporting import Reporting
from summaries.models import KeptAnswer


class Command(Reporting):
    help = (
        "Ask arXiv, Crossref, DataCite, dblp and PubMed about papers that await facts. "
        "Adds what is missing, changes nothing that people typed; safe to run again."
    )

    def add_arguments(self, parser):
        parser.add_argument("--limit", type=int, default=500, help="Papers at most (500).")
        parser.add_argument(
            "--all", action="store_true", help="Also papers that are only cited so far."
        )
        super().add_arguments(parser)

    def handle(self, *, limit, all, report, verbosity=1, **options):
        if not settings.METADATA_LOOKUPS:  # as it should be: no reason for a night to fail
            self.conclude("METADATA_LOOKUPS=0: this site asks nobody.", report, verbosity)
            return
        if limit < 1:
            raise CommandError("--limit wants a number from 1.", returncode=2)
        totals = self.run(limit, all, report)
        words = ", ".join(f"{totals[status]} {status}" for status in STATUSES)
        self.conclude(f"{words}.", report, verbosity)
        if totals["not answered"] or totals["differs"]:
            sys.exit(1)

    def run(self, limit, stubs, report):
        """Ask about each paper; what is in the way of the rest ends with exit code 2."""
        totals = Counter()
        try:
            with ExitStack() as stack:
                file = self.opened(stack, report)
                KeptAnswer.objects.expired().delete()
                papers = waiting(stubs=stubs)[:limit]
                for fetched in progress(fetch(papers), papers.count(), self.stderr):
                    totals[fetched.status] += 1
                    self.tell(fetched, file)
        except OSError as error:
            raise CommandError(f"The report cannot be written: {error}.", returncode=2) from error
        except DatabaseError as error:
            message = f"Stopped: {error}. Is the database migrated?"
            raise CommandError(message, returncode=2) from error
        return totals

    def tell(self, fetched, file):
        if fetched.is_rejected:
            self.stderr.write(self.style.ERROR(f"{fetched.key}: {fetched.words}"))
        super().tell(fetched, file)
        if file:
            file.flush()
