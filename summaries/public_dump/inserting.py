"""Write many rows as they are: nothing is derived, and no date becomes today's."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

from django.core.management.color import no_style
from django.db import DatabaseError, connection, models, transaction

from shortsci.kept_pages import writes

from .problems import DumpError

# Of which Django makes what they are already, since the dump has been read by its schema.
PLAIN = {
    *(models.BigAutoField, models.BooleanField, models.CharField, models.FloatField),
    *(models.IntegerField, models.PositiveIntegerField, models.SmallIntegerField),
    *(models.PositiveSmallIntegerField, models.SlugField, models.TextField),
}
Record = tuple[type[models.Model], dict[str, Any]]  # a row to be; the rest is by default
Lines = Sequence[tuple[int, Sequence[Record]]]  # the rows that each line became


def insert(lines: Lines, file: str) -> None:
    """Write the rows of some lines; DumpError names the line that the database refuses."""
    try:
        with transaction.atomic():
            _insert(record for _, records in lines for record in records)
    except DatabaseError as error:
        for number, records in lines:
            _insert_one(records, f"{file}, line {number}")
        raise DumpError(f"{file}, lines {lines[0][0]} to {lines[-1][0]}: {error}") from error


def _insert_one(records: Sequence[Record], place: str) -> None:
    try:
        with transaction.atomic():
            _insert(records)
    except DatabaseError as error:
        reason = str(error).splitlines()[0]
        raise DumpError(f"{place}: the database refuses it: {reason}") from error


def _insert(records: Iterable[Record]) -> None:
    by_model: dict[type[models.Model], list[dict[str, Any]]] = {}
    for model, facts in records:
        by_model.setdefault(model, []).append(facts)
    for model, rows in by_model.items():
        shape = _shape(model, connection.vendor)
        write(model._meta.db_table, shape.columns, map(shape.values, rows))


class Shape:
    """The columns of a table; where nothing is said, all rows hold the same."""

    def __init__(self, model: type[models.Model]) -> None:
        fields = [field for field in model._meta.local_concrete_fields if not field.generated]
        self.columns = [str(field.column) for field in fields]
        self.defaults = [(field.attname, field.get_default()) for field in fields]
        self.writers = [
            (place, writer) for place, field in enumerate(fields) if (writer := _writer(field))
        ]

    def values(self, facts: dict[str, Any]) -> list:
        row = [facts.get(name, default) for name, default in self.defaults]
        for place, writer in self.writers:
            row[place] = writer(row[place])
        return row


@lru_cache
def _shape(model: type[models.Model], vendor: str) -> Shape:
    return Shape(model)


def _writer(field: models.Field) -> Callable[[Any], Any] | None:
    """What makes the field's value into one that the database takes; most are as they are."""
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    is_moment = isinstance(target, models.DateTimeField) and connection.vendor == "postgresql"
    if type(target) in PLAIN or is_moment:
        return None
    return lambda value: field.get_db_prep_save(value, connection)


def write(table: str, columns: list[str], rows: Iterable[Sequence]) -> None:
    """Write rows of values that the database takes."""
    quote = connection.ops.quote_name
    names = ", ".join(map(quote, columns))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Django wraps the errors of what it runs itself, and does not know of COPY.
            with (
                connection.wrap_database_errors,
                cursor.copy(f"COPY {quote(table)} ({names}) FROM STDIN") as copy,
            ):
                for row in rows:
                    copy.write_row(row)
            writes.note(connection)
        else:
            marks = ", ".join(["%s"] * len(columns))
            sql = f"INSERT INTO {quote(table)} ({names}) VALUES ({marks})"  # noqa: S608 - our own names
            cursor.executemany(sql, list(rows))


def go_on_counting(tables: list[type[models.Model]]) -> None:
    """Let the next row get a number behind those that were written with theirs."""
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), tables):
            cursor.execute(sql)


def let_bulk_in(tables: list[type[models.Model]]) -> None:
    """Take the tables, and the time it takes; check references as rows come."""
    if connection.vendor == "postgresql":
        quote = connection.ops.quote_name
        names = ", ".join(quote(model._meta.db_table) for model in tables)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"LOCK TABLE {names}")  # at once, before anything is done in vain
            cursor.execute("SET LOCAL statement_timeout = 0")
            cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")  # for the indexes
