"""`manage.py dump_public`: write all that is public as JSON Lines."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from shortsci.outages import in_words
from summaries import public_dump


class Command(BaseCommand):
    help = "Write all that is public as JSON Lines: into a folder, or to offer it at /about/data/."

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", type=Path, help="A new folder.")
        parser.add_argument("--gzip", action="store_true", help="Compress the tables.")
        parser.add_argument("--publish", action="store_true", help="Offer it at /about/data/.")

    def handle(self, *, folder, gzip, publish, **options):
        if bool(folder) == publish:
            raise CommandError("Name a folder, or --publish.", returncode=2)
        try:
            if publish:
                found = public_dump.publish()
                folder, manifest = found.folder, found.manifest
            else:
                manifest = public_dump.write(folder, compress=gzip)
        except (OSError, DatabaseError, public_dump.DumpError) as error:
            raise CommandError(f"No dump was written: {in_words(error)}.") from error
        if options["verbosity"]:
            counts = ", ".join(f"{part.table}: {part.rows:,}" for part in manifest.tables)
            self.stdout.write(self.style.SUCCESS(f"{folder}: {counts}"))
