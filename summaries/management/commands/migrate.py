"""Django's migrate, made safe to run under a site in use: it never queues for a table for long."""

from contextlib import contextmanager

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import OperationalError, connections

LOCK_TIMEOUT = "5s"  # whoever comes after a lock that waits has to wait as well
LOCK_NOT_AVAILABLE = "55P03"
BUSY = (
    "A table was in use for more than {seconds}. What was finished stays, the migration at hand "
    "was taken back as a whole, and the site goes on: run it again."
)


class Command(migrate.Command):
    help = f"{migrate.Command.help} Waits at most {LOCK_TIMEOUT} for a table."

    def handle(self, *args, **options):
        connection = connections[options["database"]]
        if connection.vendor != "postgresql":
            super().handle(*args, **options)
            return
        try:
            with bounded(connection):
                super().handle(*args, **options)
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", None) != LOCK_NOT_AVAILABLE:
                raise
            raise CommandError(BUSY.format(seconds=LOCK_TIMEOUT)) from error


@contextmanager
def bounded(connection):
    """Each migration may take its time, and no lock. Of its transaction alone: behind PgBouncer
    a setting of the session would be somebody else's.
    """
    editor = connection.SchemaEditorClass

    class Bounded(editor):
        def __enter__(self):
            entered = super().__enter__()
            if self.atomic_migration and not self.collect_sql:
                with self.connection.cursor() as cursor:
                    cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'")
                    cursor.execute("SET LOCAL statement_timeout = 0")
            return entered

    connection.SchemaEditorClass = Bounded
    try:
        yield
    finally:
        connection.SchemaEditorClass = editor
