"""Lists in parts that begin behind a row, which its values name: the database skips nothing.

The values travel in addresses, so whatever comes back is looked at before it meets the database.
"""

import json
import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import takewhile
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.db.models import F, Func, Q, QuerySet, Value
from django.db.models.expressions import OrderBy
from django.db.models.sql import Query

LONGEST = 3_000  # characters of the values of a row; a title may have a thousand
MOST = 2**63 - 1  # that a column of whole numbers holds


def whole(value: object) -> int:
    if type(value) is not int or abs(value) > MOST:
        raise ValueError("not a whole number")
    return value


def real(value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise ValueError("not a number")
    try:
        found = float(value)
    except OverflowError as error:  # a whole number of some hundred digits
        raise ValueError("not a number") from error
    if not math.isfinite(found):
        raise ValueError("not a number")
    return found


def text(value: object) -> str:
    if not isinstance(value, str) or "\0" in value:
        raise ValueError("not a text")
    value.encode()  # half of a surrogate pair is a UnicodeEncodeError, which is a ValueError
    return value


def moment(value: object) -> datetime:
    found = datetime.fromisoformat(text(value))
    if found.tzinfo is None:
        raise ValueError("not a moment")
    try:
        return found.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("before all years, or behind them") from error


READERS: tuple[tuple[type[models.Field], Callable[[object], Any]], ...] = (
    (models.IntegerField, whole),
    (models.FloatField, real),
    (models.DateTimeField, moment),
    (models.CharField, text),
)


class Compared(Func):
    """(a, b) < (1, 2), which is one range of an index; both databases have it, Django for one."""

    output_field = models.BooleanField()

    def __init__(self, sign: str, columns: list[str], values: list):
        super().__init__(*map(F, columns), *values, sign=sign)

    def as_sql(self, compiler, connection, **extra):
        parts = [compiler.compile(each) for each in self.source_expressions]
        half = len(parts) // 2
        sides = (", ".join(sql for sql, _ in side) for side in (parts[:half], parts[half:]))
        left, right = (f"({side})" for side in sides)
        params = [param for _, of_part in parts for param in of_part]
        return f"{left} {self.extra['sign']} {right}", params


@dataclass(frozen=True)
class Column:
    """One column of an order, of the table itself or of one beside it that is annotated."""

    name: str
    field: models.Field
    is_falling: bool
    may_be_empty: bool = False  # then the empty ones come last

    @classmethod
    def of(cls, query: Query, ordered: Any) -> "Column":
        """FieldDoesNotExist for what is no column."""
        if isinstance(ordered, OrderBy) and isinstance(ordered.expression, F):
            name = ordered.expression.name  # type: ignore[attr-defined]
            return cls(*_field(query, name), ordered.descending, bool(ordered.nulls_last))
        if not isinstance(ordered, str):
            raise FieldDoesNotExist(str(ordered))
        return cls(*_field(query, ordered.removeprefix("-")), ordered.startswith("-"))

    def read(self, value: object) -> Any:
        """ValueError, or ValidationError, for what is none of its values."""
        if value is None and self.may_be_empty:
            return None
        reader = next(read for kind, read in READERS if isinstance(self.field, kind))
        found = reader(value)
        self.field.run_validators(found)  # a number that the column cannot hold
        return found

    def compared(self, value: Any) -> Value:
        return Value(value, output_field=self.field)


def _field(query: Query, name: str) -> tuple[str, models.Field]:
    """The field, or that which it refers to, and what the row has its value as."""
    found: Any
    if name in query.annotations:
        found = query.annotations[name].output_field
    else:
        found = query.get_meta().pk if name == "pk" else query.get_meta().get_field(name)
        name = getattr(found, "attname", name)
    field = getattr(found, "target_field", found)
    if isinstance(field, models.Field) and isinstance(field, tuple(kind for kind, _ in READERS)):
        return name, field
    raise FieldDoesNotExist(name)


@dataclass(frozen=True)
class Keyset:
    """The order of some rows, of which the last column is unique."""

    columns: tuple[Column, ...]

    @classmethod
    def of(cls, rows: QuerySet) -> "Keyset | None":
        """None for an order by something else than columns of the table."""
        try:
            columns = tuple(Column.of(rows.query, each) for each in rows.query.order_by)
        except FieldDoesNotExist:
            return None
        return cls(columns) if columns and columns[-1].field.unique else None

    def written(self, row: models.Model) -> str:
        """What names the place of the row, for an address."""
        values = [getattr(row, column.name) for column in self.columns]
        return json.dumps(values, default=str, ensure_ascii=False, separators=(",", ":"))

    def read(self, written: str) -> list:
        """ValueError for what nobody has written."""
        if len(written) > LONGEST:
            raise ValueError("too long")
        try:
            values = json.loads(written)
            if not isinstance(values, list):
                raise ValueError("not a list")
            pairs = zip(self.columns, values, strict=True)
            return [column.read(value) for column, value in pairs]
        except (RecursionError, ValidationError) as error:
            raise ValueError("not a place") from error

    def behind(self, rows: QuerySet, values: list, most: int) -> list:
        """The rows that come next."""
        first = self.columns[0]
        if not first.may_be_empty:
            return list(rows.filter(_behind(self.columns, values))[:most])
        empty = rows.filter(**{first.name: None})
        if values[0] is None:
            return list(empty.filter(_behind(self.columns[1:], values[1:]))[:most])
        told = rows.exclude(**{first.name: None}).filter(_behind(self.columns, values))
        found = list(told[:most])
        return found + list(empty[: most - len(found)]) if len(found) < most else found

    def before(self, rows: QuerySet, values: list, most: int) -> list:
        """The rows that came last, in the order of the list."""
        first, back = self.columns[0], [_turned(column) for column in self.columns]
        rows = rows.reverse()
        if first.may_be_empty and values[0] is None:
            empty = rows.filter(**{first.name: None})
            found = list(empty.filter(_behind(back[1:], values[1:]))[:most])
            if len(found) < most:
                found += rows.exclude(**{first.name: None})[: most - len(found)]
        else:
            found = list(rows.filter(_behind(back, values))[:most])
        return found[::-1]


def _turned(column: Column) -> Column:
    return replace(column, is_falling=not column.is_falling)


def _behind(columns, values: list) -> Q:
    """Later in the first columns, or the same there and later in those after them.

    Columns that fall together, or rise, are compared as one. The bound is for the index.
    """
    falls = columns[0].is_falling
    run = list(takewhile(lambda column: column.is_falling == falls, columns))
    names, here, rest = [column.name for column in run], values[: len(run)], columns[len(run) :]
    compared = [column.compared(value) for column, value in zip(run, here, strict=True)]
    later = Q(Compared("<" if falls else ">", names, compared))
    if not rest:
        return later
    bound = Q(**{f"{names[0]}__{'lte' if falls else 'gte'}": here[0]})
    same = Q(**dict(zip(names, here, strict=True)))
    return bound & (later | same & _behind(rest, values[len(run) :]))
