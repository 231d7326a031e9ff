"""Write many rows as they are: nothing is derived, and no date becomes today's."""

from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
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
Lines = Sequence[tuple[int, Sequence[models.Model]]]  # the objects that each line became


def insert(lines: Lines, file: str) -> None:
    """Write the objects of some lines; DumpError names the line that the database refuses."""
    try:
        with transaction.atomic():
            _insert([each for _, objects in lines for each in objects])
    except DatabaseError as error:
        for number, objects in lines:
            _insert_one(objects, f"{file}, line {number}")
        raise DumpError(f"{file}, lines {lines[0][0]} to {lines[-1][0]}: {error}") from error


def _insert_one(objects: Sequence[models.Model], place: str) -> None:
    try:
        with transaction.atomic():
            _insert(objects)
    except DatabaseError as error:
        reason = str(error).splitlines()[0]
        raise DumpError(f"{place}: the database refuses it: {reason}") from error


def _insert(objects: Iterable[models.Model]) -> None:
    by_model: dict[type[models.Model], list[models.Model]] = {}
    for each in objects:
        by_model.setdefault(type(each), []).append(each)
    for model, rows in by_model.items():
        _insert_rows(model, rows)


def _insert_rows(model: type[models.Model], objects: list[models.Model]) -> None:
    fields = [field for field in model._meta.local_concrete_fields if not field.generated]
    writers = [_writer(field) for field in fields]
    rows = ([write(each) for write in writers] for each in objects)
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    columns = ", ".join(quote(str(field.column)) for field in fields)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Django wraps the errors of what it runs itself, and does not know of COPY.
            with (
                connection.wrap_database_errors,
                cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy,
            ):
                for row in rows:
                    copy.write_row(row)
            writes.note(connection)
        else:
            marks = ", ".join(["%s"] * len(fields))
            sql = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608 - our own names
            cursor.executemany(sql, list(rows))


def _writer(field: models.Field) -> Callable[[models.Model], Any]:
    """What gives the field's value of an object as the database takes it; most are as they are."""
    value = attrgetter(field.attname)
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    if type(target) in PLAIN:
        return value
    return lambda each: field.get_db_prep_save(value(each), connection)


def go_on_counting(tables: list[type[models.Model]]) -> None:
    """Let the next row get a number behind those that were written with theirs."""
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), tables):
            cursor.execute(sql)


def let_bulk_in() -> None:
    """Check references as rows come, instead of a million at the end; take the time it takes."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
