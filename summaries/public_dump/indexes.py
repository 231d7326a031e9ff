"""What of PostgreSQL's tables is made when they are full: at once, in place of row by row."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.models import Model

# The indexes of constraints stay, since they guard what is loaded, row by row.
INDEXES = """
    SELECT 'DROP INDEX ' || indexrelid::regclass, pg_get_indexdef(indexrelid)
    FROM pg_index
    WHERE indrelid = ANY (%s::regclass[]) AND NOT indisprimary
      AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
    ORDER BY indexrelid
"""
# References between these tables; one to another table would lock that, too.
REFERENCES = """
    SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),
           format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s',
                  conrelid::regclass, conname, pg_get_constraintdef(oid))
    FROM pg_constraint
    WHERE contype = 'f' AND conrelid = ANY (%s::regclass[]) AND confrelid = ANY (%s::regclass[])
    ORDER BY oid
"""


@contextmanager
def made_at_the_end(models: Iterable[type[Model]]) -> Iterator[None]:
    """Drop indexes and references of empty tables; after the block, make them of all rows."""
    if connection.vendor != "postgresql":
        yield
        return
    tables = [connection.ops.quote_name(model._meta.db_table) for model in models]
    with connection.cursor() as cursor:
        cursor.execute(REFERENCES, [tables, tables])
        parts = cursor.fetchall()
        cursor.execute(INDEXES, [tables])
        parts += cursor.fetchall()
        for drop, _ in parts:
            cursor.execute(drop)
    yield
    with connection.cursor() as cursor:
        for _, make in reversed(parts):
            cursor.execute(make)
