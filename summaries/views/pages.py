"""Pages of a list, without counting the list: numbered, or each behind the one before."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from shortsci.numbers import is_number

FARTHEST = 1_000  # nobody turns that many pages, and skipping rows costs the database time


@dataclass(frozen=True)
class Page:
    """One page of rows; iterating gives the rows."""

    number: int  # from 1
    rows: list[Any]
    has_next: bool

    def __iter__(self) -> Iterator[Any]:
        return iter(self.rows)

    @property
    def previous_number(self) -> int:
        return self.number - 1

    @property
    def next_number(self) -> int:
        return self.number + 1


def page_of(request, rows, size: int) -> Page:
    """The page that `?page=` asks for; Http404 when there is no such page."""
    asked = request.GET.get("page", "1")
    if not is_number(asked, digits=5):
        raise Http404("There is no such page.")
    number = int(asked)
    if not 1 <= number <= FARTHEST:
        raise Http404("There is no such page.")
    start = (number - 1) * size
    found = _slice(rows, start, start + size + 1)  # one more tells whether there is a next page
    if not found and number > 1:
        raise Http404("There is no such page.")
    return Page(number, found[:size], has_next=len(found) > size)


@dataclass(frozen=True)
class Stretch:
    """Some rows of a list in the order of their numbers; iterating gives the rows."""

    rows: list[Any]
    is_newest: bool
    before: int | None  # which `?before=` goes on; None at the end

    def __iter__(self) -> Iterator[Any]:
        return iter(self.rows)


def stretch_of(request, rows, size: int) -> Stretch:
    """What comes behind the row that `?before=` names; Http404 when that is nothing.

    However long the list, the database skips none of it.
    """
    asked = request.GET.get("before", "")
    if asked:
        if not is_number(asked):
            raise Http404("There is no such page.")
        rows = rows.filter(pk__lt=int(asked))
    found = list(rows[: size + 1])
    if asked and not found:
        raise Http404("There is no such page.")
    before = found[size - 1].pk if len(found) > size else None
    return Stretch(found[:size], is_newest=not asked, before=before)


def _slice(rows, start: int, stop: int) -> list:
    """Only numbers are read of the rows that are passed over, in the order of an index."""
    if not start or not isinstance(rows, QuerySet):
        return list(rows[start:stop])
    keys = list(rows.values_list("pk", flat=True)[start:stop])
    by_key = {row.pk: row for row in rows.order_by().filter(pk__in=keys)}
    return [by_key[key] for key in keys if key in by_key]
