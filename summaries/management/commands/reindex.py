"""Write the indexes of the search anew."""

from django.core.management.base import BaseCommand, CommandError

from summaries.search import indexes


class Command(BaseCommand):
    help = "Bring the search up to date, and make again what keeps it so. Safe to run again."

    def add_arguments(self, parser):
        parser.add_argument(
            "--check", action="store_true", help="only say what is missing; exit 1 if anything is"
        )

    def handle(self, *, check, **options):
        missing = indexes.missing()
        for name in missing:
            self.stdout.write(f"missing: {name}")
        if check and missing:
            raise CommandError("manage.py reindex makes it again.", returncode=1)
        if not check:
            indexes.create()
            stale = indexes.rebuild()
            self.stdout.write(self.style.SUCCESS(f"{stale} rows had words of an older kind."))
