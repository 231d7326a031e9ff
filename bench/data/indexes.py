"""Indexes of PostgreSQL are made at the end of a bulk load: at once, in place of row by row."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

# Those that belong to a constraint stay, since they guard what is loaded.
LOOSE = """
    SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid)
    FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
    WHERE relnamespace = 'public'::regnamespace AND NOT indisprimary
      AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
    ORDER BY indexrelid
"""


@contextmanager
def made_at_the_end() -> Iterator[None]:
    """Drop the indexes of the empty tables; after the block, make them of all rows."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(LOOSE)
        indexes = cursor.fetchall()
        for name, _ in indexes:
            cursor.execute(f"DROP INDEX {name}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '512MB'")
        for _, definition in indexes:
            cursor.execute(definition)
