"""`manage.py restore`: put a backup in the place of what is there."""

import sqlite3
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from summaries import backup
from summaries.importer import Locked

from .backup import inventory


class Command(BaseCommand):
    help = "Restore a backup into an empty site, or --check it. Stop the site before."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, help="What manage.py backup wrote.")
        parser.add_argument("--check", action="store_true", help="Only read it, all of it.")
        parser.add_argument(
            "--replace", action="store_true", help="What is on the site now is deleted."
        )
        parser.add_argument(
            "--from-elsewhere",
            action="store_true",
            help="Take one made with another SECRET_KEY: it can run whatever it wants here.",
        )

    def handle(self, *, path, check, verbosity, replace, from_elsewhere, **options):
        try:
            if check:
                manifest = backup.check(path, from_elsewhere=from_elsewhere)
            else:
                choices = {"replace": replace, "from_elsewhere": from_elsewhere}
                manifest = backup.restore(path, **choices, tell=self.tell(verbosity))
        except (OSError, DatabaseError, sqlite3.Error, Locked, backup.BackupError) as error:
            verb = "read" if check else "restored"
            raise CommandError(f"{path} was not {verb}: {error}.") from error
        if verbosity:
            words = f"{manifest.made_at:%Y-%m-%d %H:%M} UTC: {inventory(manifest)}"
            self.stdout.write(self.style.SUCCESS(words))
        if not check:
            self.ask_for_migrations()

    def tell(self, verbosity):
        return self.stdout.write if verbosity > 1 else lambda line: None

    def ask_for_migrations(self):
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stderr.write("The backup is of an older release: run manage.py migrate.")
