"""Rows written by hand, past every model and form: only the database can object."""

import pytest
from django.db import IntegrityError, connection, transaction


def insert(model, **columns):
    """Insert a row by hand; columns that are not named are taken from no default of Python's."""
    quote = connection.ops.quote_name
    names = ", ".join(map(quote, columns))
    marks = ", ".join(["%s"] * len(columns))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({marks})",
            list(columns.values()),
        )
        connection.check_constraints()


def update(row, **columns):
    """Change a row by hand."""
    quote = connection.ops.quote_name
    changes = ", ".join(f"{quote(name)} = %s" for name in columns)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {quote(row._meta.db_table)} SET {changes} WHERE id = %s",
            [*columns.values(), row.pk],
        )
        connection.check_constraints()


def refused(name=""):
    """Expect a refusal, on PostgreSQL by the constraint of that name."""
    return pytest.raises(IntegrityError, match=name if connection.vendor == "postgresql" else None)


def columns_of(row, **changes):
    """All columns of a row but its key, as the database has them, for a second such row."""
    table = connection.ops.quote_name(row._meta.db_table)
    stored = [
        field.column
        for field in row._meta.local_concrete_fields
        if not field.primary_key and not field.generated
    ]
    with connection.cursor() as cursor:
        names = ", ".join(map(connection.ops.quote_name, stored))
        cursor.execute(f"SELECT {names} FROM {table} WHERE id = %s", [row.pk])
        return {**dict(zip(stored, cursor.fetchone(), strict=True)), **changes}
