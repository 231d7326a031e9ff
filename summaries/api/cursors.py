"""Pages of a list by keyset: each begins behind the last row of the one before."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from ninja.errors import HttpError

MALFORMED = "This cursor is none of ours: take the address that “next” gives, or begin anew."
LONGEST = 1_000  # characters; the longest key of a row takes a quarter of them


@dataclass(frozen=True)
class Order:
    """Columns with the direction of each ("-hot"), of which the last is unique."""

    columns: tuple[tuple[str, Callable], ...]

    @property
    def names(self) -> list[str]:
        return [name.removeprefix("-") for name, _ in self.columns]

    def page(self, rows: QuerySet, cursor: str, size: int) -> tuple[list, str]:
        """The rows behind the cursor, and the cursor of the next page, "" after the last."""
        if cursor:
            rows = rows.filter(self._behind(self._read(cursor)))
        found = list(rows.order_by(*(name for name, _ in self.columns))[: size + 1])
        return found[:size], self._written(found[size - 1]) if len(found) > size else ""

    def _behind(self, values: list) -> Q:
        """Later in the first column, or the same there and later in those after it."""
        (name, _), *rest = self.columns[-len(values) :]
        column, comparison = name.removeprefix("-"), "lt" if name.startswith("-") else "gt"
        behind = Q(**{f"{column}__{comparison}": values[0]})
        return behind | Q(**{column: values[0]}) & self._behind(values[1:]) if rest else behind

    def _written(self, row) -> str:
        return pack([getattr(row, name) for name in self.names])

    def _read(self, cursor: str) -> list:
        return unpack(cursor, [read for _, read in self.columns])


def pack(values: list) -> str:
    """A cursor that holds these values."""
    plain = json.dumps(values, default=datetime.isoformat, ensure_ascii=False)
    return urlsafe_b64encode(plain.encode()).decode().rstrip("=")


def unpack(cursor: str, readers: list[Callable]) -> list:
    """What `pack` put into it, each through its reader; anything else is a 404 in words."""
    try:
        if len(cursor) > LONGEST:
            raise ValueError("too long")
        values = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if not isinstance(values, list):
            raise ValueError("not a list")
        return [read(value) for read, value in zip(readers, values, strict=True)]
    except (ValueError, RecursionError) as error:
        raise HttpError(404, MALFORMED) from error
