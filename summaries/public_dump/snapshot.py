"""One moment of the database, however long it takes to read it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

BEGIN = {
    "postgresql": "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY",
    # Django would begin an IMMEDIATE one, which keeps everybody else from writing.
    "sqlite": "BEGIN DEFERRED",
}


@contextmanager
def snapshot() -> Iterator[None]:
    """What the block reads is of one moment; nobody waits for it. It must not write."""
    if connection.in_atomic_block:  # somebody has chosen the moment already
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(BEGIN[connection.vendor])
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")
