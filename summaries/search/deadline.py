"""How long the database may think about a search before everybody gives it up."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction

SECONDS = 3.0  # of one statement on PostgreSQL, of them all on SQLite
STEPS = 10_000  # of SQLite's machine between two looks at the clock
CANCELLED = {"57014", "SQLITE_INTERRUPT"}  # by their own names

_SET = "SELECT set_config('statement_timeout', %s, true)"
_CHANGE = (  # what it was is asked first
    "SELECT was, set_config('statement_timeout', %s, true)"
    " FROM (SELECT current_setting('statement_timeout') AS was OFFSET 0) AS now"
)


class TookTooLong(Exception):
    """The database was stopped: what was asked costs more than one search may."""


@contextmanager
def patience(seconds: float | None = None) -> Iterator[None]:
    """A block for reading alone; TookTooLong when the database thinks for too long in it."""
    bounded = _on_postgresql if connection.vendor == "postgresql" else _on_sqlite
    try:
        with bounded(seconds or SECONDS):
            yield
    except OperationalError as error:
        cause = error.__cause__
        names = {getattr(cause, name, None) for name in ("sqlstate", "sqlite_errorname")}
        if not names & CANCELLED:
            raise
        raise TookTooLong from error


@contextmanager
def _on_postgresql(seconds: float) -> Iterator[None]:
    """Afterwards as before, also within another such block; a failure rolls it back by itself."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_CHANGE, [f"{round(seconds * 1000)}ms"])
        before, _ = cursor.fetchone()
        yield
        cursor.execute(_SET, [before])


@contextmanager
def _on_sqlite(seconds: float) -> Iterator[None]:
    connection.ensure_connection()
    end = time.monotonic() + seconds
    connection.connection.set_progress_handler(lambda: time.monotonic() > end, STEPS)
    try:
        yield
    finally:
        connection.connection.set_progress_handler(None, 0)
