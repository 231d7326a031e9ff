"""New rows by the thousand: COPY on PostgreSQL, which is several times as fast as INSERT."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Model

from shortsci.kept_pages import writes


def insert(rows: Iterable[Model]) -> None:
    """Save new rows of one model; they have their keys afterwards. `save()` is not called."""
    rows = list(rows)
    if not rows:
        return
    if connection.vendor == "postgresql":
        _copy(rows)
    else:
        type(rows[0])._default_manager.bulk_create(rows)


def _copy(rows: list[Model]) -> None:
    meta = rows[0]._meta
    fields = [field for field in meta.concrete_fields if not field.generated]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column or "") for field in fields)
    with connection.cursor() as cursor:
        _number(rows, cursor)
        statement = f"COPY {quote(meta.db_table)} ({columns}) FROM STDIN"
        with connection.wrap_database_errors, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row([field.pre_save(row, True) for field in fields])
    writes.note(connection)
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


def _number(rows: list[Model], cursor) -> None:
    """Give each the next key of its table."""
    table = rows[0]._meta.db_table
    cursor.execute(
        "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
        [table, len(rows)],
    )
    for row, (key,) in zip(rows, cursor.fetchall(), strict=True):
        row.pk = key
