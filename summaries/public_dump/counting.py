"""How many summaries each paper of a dump has, and comments each summary, before they are written.

A row that is right at once need not be changed at the end, when thousands are. What is counted
waits in tables of this transaction: there may be millions.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from django.db import connection
from pydantic import ConfigDict

from .inserting import write
from .manifest import Part
from .reading import batches
from .rows import Key, Number, Row

COLUMN = {"papers": "varchar(255)", "summaries": "bigint"}


class Told(Row):
    """What of a line is counted; the rest is looked at when the line is loaded."""

    model_config = ConfigDict(extra="ignore")


class OfSummary(Told):
    paper: Key


class OfComment(Told):
    summary: Number
    is_gone: bool


class Counts:
    """What is said about papers and summaries, by the name that the dump has for them."""

    def __init__(self, folder: Path, parts: dict[str, Part]) -> None:
        _keep("papers", _papers(folder / parts["summaries"].file))
        _keep("summaries", _summaries(folder / parts["comments"].file))

    def of(self, table: str, names: Iterable) -> dict:
        """Name → how many, of those of these papers or summaries about which anything is said."""
        wanted = list(names)
        marks = ", ".join(["%s"] * len(wanted))
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT name, count(*) FROM said_of_{table}"  # noqa: S608 - our own names
                f" WHERE name IN ({marks}) GROUP BY name",
                wanted,
            )
            return dict(cursor.fetchall())

    def forget(self) -> None:
        with connection.cursor() as cursor:
            for table in COLUMN:
                cursor.execute(f"DROP TABLE said_of_{table}")


def _keep(table: str, names: Iterator[list[tuple]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE said_of_{table} (name {COLUMN[table]})")
        for batch in names:
            write(f"said_of_{table}", ["name"], batch)
        cursor.execute(f"CREATE INDEX said_of_{table}_name ON said_of_{table} (name)")


def _papers(path: Path) -> Iterator[list[tuple]]:
    for batch in batches(path, OfSummary):
        yield [(row.paper,) for _, row in batch]


def _summaries(path: Path) -> Iterator[list[tuple]]:
    for batch in batches(path, OfComment):
        yield [(row.summary,) for _, row in batch if not row.is_gone]
