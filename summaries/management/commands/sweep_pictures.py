"""Delete pictures that nobody shows; safe to run at any time, again and again."""

from django.core.management.base import BaseCommand

from summaries.sweeping import sweep, unused_pictures


class Command(BaseCommand):
    help = "Delete pictures that were sent more than a day ago and that no text shows."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Only say how many there are.")

    def handle(self, *, dry_run=False, verbosity=1, **options):
        if dry_run:
            count = sum(1 for _ in unused_pictures())
            self.stdout.write(f"{count} picture{'s' * (count != 1)} could go.")
            return
        count = sum(map(sweep, unused_pictures()))
        if verbosity:
            self.stdout.write(f"{count} picture{'s' * (count != 1)} deleted.")
