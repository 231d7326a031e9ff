"""Queries that are asked all the time: Django writes their SQL once, for that is what takes long.

A query is written with numbers that stand in for its values, and these are found again among its
parameters. It fits where rows of one table, or plain columns, are wanted, and where nothing else
changes from one time to the next: a query that knows what time it is is refused.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connections, router
from django.db.models import QuerySet

LARGEST = 2**63 - 1
_PLACE = 987_654_321  # stands in for the first value; it fits columns of numbers and of text


@dataclass(frozen=True)
class Written:
    """One query in the language of one database."""

    sql: str
    parameters: list
    places: dict[int, int]  # which parameter is which value
    columns: list[str]
    converters: dict[int, Callable[[Any], Any]]  # of columns that need some

    def rows(self, alias: str, values: tuple) -> list:
        if any(isinstance(value, int) and abs(value) > LARGEST for value in values):
            return []  # as Django answers it: no column holds such a number
        parameters = list(self.parameters)
        for place, number in self.places.items():
            parameters[place] = values[number]
        with connections[alias].cursor() as cursor:
            cursor.execute(self.sql, parameters)
            rows = cursor.fetchall()
        return [self._converted(row) for row in rows] if self.converters else rows

    def _converted(self, row: tuple) -> list:
        converted = list(row)
        for column, convert in self.converters.items():
            converted[column] = convert(converted[column])
        return converted


class Prepared:
    """`write` makes the query out of its values."""

    def __init__(self, write: Callable[..., QuerySet]):
        self._write = write
        self._query: Any = None
        self._written: dict[str, Written] = {}  # by the alias of the database

    def first(self, *values) -> Any:
        """A row as an instance, or None."""
        alias, written = self._prepared(len(values))
        for row in written.rows(alias, values):
            return self._query.model.from_db(alias, written.columns, row)
        return None

    def rows(self, *values) -> list:
        """What the columns hold, as tuples or lists."""
        alias, written = self._prepared(len(values))
        return written.rows(alias, values)

    def _prepared(self, values: int) -> tuple[str, Written]:
        if self._query is None:
            self._query = self._write(*range(_PLACE, _PLACE + values))
        is_locking = self._query.query.select_for_update
        route = router.db_for_write if is_locking else router.db_for_read
        alias = route(self._query.model)
        if alias not in self._written:
            written = _written(self._query, alias, values)
            again = _written(self._write(*range(_PLACE, _PLACE + values)), alias, values)
            if again.parameters != written.parameters:
                raise ValueError("This query is another one each time that it is written.")
            self._written[alias] = written
        return alias, self._written[alias]


def _written(query: QuerySet, alias: str, values: int) -> Written:
    compiler = query.using(alias).query.get_compiler(alias)
    sql, parameters = compiler.as_sql()
    stand_ins = [str(_PLACE + number) for number in range(values)]
    places = {
        place: stand_ins.index(str(value))
        for place, value in enumerate(parameters)
        if str(value) in stand_ins
    }
    selected = [column for column, *_ in compiler.select]
    columns = [column.target.attname for column in selected if hasattr(column, "target")]
    needed = compiler.get_converters(selected)
    converters = {place: _chained(each, column, alias) for place, (each, column) in needed.items()}
    return Written(sql, list(parameters), places, columns, converters)


def _chained(converters, column, alias: str) -> Callable[[Any], Any]:
    def convert(value):
        for converter in converters:
            value = converter(value, column, connections[alias])
        return value

    return convert
