"""Pages of a list, without counting the list: each behind the row that the one before ends with.

The first ones can be asked for by their numbers as well, which skips rows.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from shortsci.kept_pages.remembering import roughly
from shortsci.numbers import is_number
from summaries.keyset import Keyset

NUMBERED = 50  # pages that a number alone leads to, where the order is stored
FARTHEST = 1_000  # where it is not; nobody turns that many pages
NO_SUCH_PAGE = "There is no such page."
TOO_FAR = f"Pages behind the {NUMBERED}th have no lasting number: go on from there by “Next”."
NO_SUCH_PLACE = "This address names no place in the list: take the one that “Next” gives."


@dataclass(frozen=True)
class Page:
    """One page of rows; iterating gives the rows."""

    number: int  # from 1
    rows: list[Any]
    has_next: bool
    has_previous: bool = False
    keyset: Keyset | None = None
    place: tuple[str, str] = ("", "")  # "after" or "before", and what

    def __iter__(self) -> Iterator[Any]:
        return iter(self.rows)

    @property
    def previous_number(self) -> int:
        return self.number - 1 if self.has_previous else 0

    @property
    def next_number(self) -> int:
        return self.number + 1

    @property
    def ways(self) -> dict[str, dict[str, Any]]:
        """What the addresses of the pages beside it choose: `previous` and `next`, if any."""
        ways = {}
        if self.has_previous:
            ways["previous"] = self._way(self.previous_number, "before", self.rows[0])
        if self.has_next:
            ways["next"] = self._way(self.next_number, "after", self.rows[-1])
        return ways

    @property
    def here(self) -> dict[str, Any]:
        """What the address of this page chooses."""
        number = {"page": self.number} if self.number > 1 else {}
        return number | (dict([self.place]) if any(self.place) else {})

    @property
    def asked(self) -> dict[str, Any]:
        """The same for robots: the first pages go by their numbers, which last longer."""
        if self.number == 1:
            return {}
        return {"page": self.number} if self.number <= NUMBERED else self.here

    def _way(self, number: int, name: str, row) -> dict[str, Any]:
        chosen: dict[str, Any] = {"page": number, "after": None, "before": None}
        if number == 1:
            chosen["page"] = None
        elif self.keyset:
            chosen[name] = self.keyset.written(row)
        return chosen


def number_alone(request) -> int:
    """By which the address names a page; 0 where it goes by rows, or has no such page."""
    asked = request.GET.get("page", "1")
    if {"after", "before"} & request.GET.keys() or not is_number(asked, digits=2):
        return 0
    return int(asked) if int(asked) <= NUMBERED else 0


def page_of(request, rows, size: int) -> Page:
    """The page that `?page=`, `?after=` or `?before=` asks for; Http404 when there is none."""
    keyset = Keyset.of(rows) if isinstance(rows, QuerySet) else None
    for name in ("after", "before"):
        if name in request.GET:
            return _page_beside(request, rows, size, keyset, name)
    number = _number(request)
    if keyset and number > NUMBERED:
        raise Http404(TOO_FAR)
    start = (number - 1) * size
    found = _slice(rows, start, start + size + 1)  # one more tells whether there is a next page
    if not found and number > 1:
        raise Http404(NO_SUCH_PAGE)
    return Page(number, found[:size], len(found) > size, number > 1, keyset)


def _page_beside(request, rows, size: int, keyset: Keyset | None, name: str) -> Page:
    """What comes behind the place that the address names, or before it."""
    try:
        values = keyset.read(request.GET[name]) if keyset else None
    except ValueError:
        values = None
    if not keyset or values is None:
        raise Http404(NO_SUCH_PLACE)
    look = keyset.behind if name == "after" else keyset.before
    found = look(rows, values, size + 1)
    place = (name, request.GET[name])
    if not found:
        raise Http404(NO_SUCH_PAGE)
    number, has_more = max(_number(request), 1 + (name == "after")), len(found) > size
    if name == "after":
        return Page(number, found[:size], has_more, True, keyset, place)
    number = max(number, 2) if has_more else 1
    return Page(number, found[-size:], True, has_more, keyset, place)


def _number(request) -> int:
    """What stands above the page; with a place in the list it leads nowhere."""
    asked = request.GET.get("page", "1")
    if not is_number(asked, digits=5) or not int(asked) >= 1:
        raise Http404(NO_SUCH_PAGE)
    if int(asked) > FARTHEST and not {"after", "before"} & request.GET.keys():
        raise Http404(NO_SUCH_PAGE)
    return int(asked)


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
            raise Http404(NO_SUCH_PAGE)
        rows = rows.filter(pk__lt=int(asked))
    found = list(rows[: size + 1])
    if asked and not found:
        raise Http404(NO_SUCH_PAGE)
    before = found[size - 1].pk if len(found) > size else None
    return Stretch(found[:size], is_newest=not asked, before=before)


def _slice(rows, start: int, stop: int) -> list:
    """Only numbers are read of the rows that are passed over, in the order of an index."""
    if not start or not isinstance(rows, QuerySet):
        return list(rows[start:stop])
    keys = list(rows.values_list("pk", flat=True)[start:stop])
    by_key = {row.pk: row for row in rows.order_by().filter(pk__in=keys)}
    return [by_key[key] for key in keys if key in by_key]


def roughly_counted(page: Page, counting: QuerySet) -> list:
    """The rows of the page with what `counting` annotates, for these alone."""
    keys = [row.pk for row in page]

    def count() -> dict[int, Any]:
        return {row.pk: row for row in counting.order_by().filter(pk__in=keys)}

    name = f"{counting.model._meta.model_name} {hash(tuple(keys))}"
    by_key = roughly(name, count)
    return [by_key[key] for key in keys if key in by_key]
