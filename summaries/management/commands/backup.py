"""`manage.py backup`: the whole site of one moment as one file, while it is in use."""

import sqlite3
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from shortsci.outages import in_words
from summaries import backup


class Command(BaseCommand):
    help = "Write database and pictures into one new file in a folder. The site goes on meanwhile."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="Made when it is not there.")
        parser.add_argument("--keep", type=int, metavar="N", help="Delete all but the newest N.")

    def handle(self, *, folder, keep, verbosity, **options):
        if keep is not None and keep < 1:
            raise CommandError("--keep wants at least 1.", returncode=2)
        try:
            path, manifest = backup.make(folder, keep=keep)
        except (OSError, DatabaseError, sqlite3.Error, backup.BackupError) as error:
            raise CommandError(f"No backup was made: {in_words(error)}.") from error
        if verbosity:
            self.stdout.write(self.style.SUCCESS(f"{path}: {inventory(manifest)}"))


def inventory(manifest):
    """What is in a backup, in a line."""
    tables, pictures = len(manifest.state.rows), len(manifest.media)
    return f"{manifest.rows:,} rows in {tables} tables, {pictures:,} files"
