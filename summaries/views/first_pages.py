"""Pages of lists that strangers ask for by their numbers: each query is written once, and a row is
no more than the columns that tell which one it is.
"""

from collections import namedtuple
from collections.abc import Callable

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.db.models import IntegerField, QuerySet, Value

from shortsci.prepared import Prepared
from summaries.keyset import Keyset
from summaries.models import Keyword, Paper, Summary, Venue

from .entries import PAPERS, SUMMARIES, Kind
from .listings import ENTRIES, TABS, asked_section, asked_tab
from .pages import Page, number_alone


class First:
    """The first pages of the list that `write` makes of some values."""

    def __init__(self, write: Callable[..., QuerySet], kind: Kind, most: int = 0, columns=()):
        self._write, self._columns = write, (*kind.columns, *columns)
        self._size = (lambda: most) if most else kind.size
        self._prepared: dict[tuple[int, int], tuple] = {}  # by size and number

    def page(self, number: int, *values) -> Page:
        size = self._size()
        if (size, number) not in self._prepared:
            self._prepared[size, number] = self._prepare(size, number, values)
        keyset, row, query = self._prepared[size, number]
        rows = [row(*columns) for columns in query.rows(*values)]
        return Page(number, rows[:size], len(rows) > size, number > 1, keyset)

    def _prepare(self, size: int, number: int, values: tuple) -> tuple:
        keyset = Keyset.of(self._write(*values))
        order = [column.name for column in keyset.columns] if keyset else []
        names = [*dict.fromkeys([*self._columns, *order])]
        start = (number - 1) * size
        span = slice(start, start + size + 1)  # one more tells whether there is a next page
        query = Prepared(lambda *told: self._write(*told).values_list(*names)[span])
        return keyset, namedtuple("Row", names), query


def _number_of(write: Callable[[str], QuerySet]) -> Callable[[str], int | None]:
    query = Prepared(lambda name: write(name).order_by().values_list("pk"))
    return lambda name: next((pk for (pk,) in query.rows(name)), None)


def _all(in_order):
    return lambda: in_order().listed()


def _in_section(in_order):
    return lambda slug: in_order().listed().in_section(slug)


def _of_person(pk: int):
    return Summary.objects.listed().signed_by(get_user_model()(pk=pk)).recent_first()


def _of_year(venue: int, year: int):
    # As a plain number it would be compared with what the column holds at most.
    return Paper.objects.filter(venue=venue, year=Value(year, IntegerField())).by_title()


def _people(username: str):
    people = get_user_model().objects.visible_to(AnonymousUser())
    return people.filter(username=username)


DATES = ("edited_at", "published_at")  # that a feed tells of each entry
FEED, ATOM, SECTION = {}, {}, {}
for _tab, (_, _in_order) in TABS.items():
    FEED[_tab] = First(_all(_in_order), SUMMARIES)
    ATOM[_tab] = First(_all(_in_order), SUMMARIES, ENTRIES, DATES)
    SECTION[_tab] = First(_in_section(_in_order), SUMMARIES)
PERSON = First(_of_person, SUMMARIES)
KEYWORD = First(Paper.objects.under, PAPERS)
VENUE = First(lambda pk: Paper.objects.filter(venue=pk).newest_first(), PAPERS)
YEAR = First(_of_year, PAPERS)
_person = _number_of(_people)
_keyword = _number_of(lambda name: Keyword.objects.filter(name=name))
_venue = _number_of(lambda key: Venue.objects.filter(key=key))


def asked(first: Callable[[int], Page | None]) -> Callable:
    """What gives the page that a request asks for by its number; None if nothing is there."""

    def look(request) -> Page | None:
        number = number_alone(request)
        page = first(number) if number else None
        return page if page and page.rows else None

    return look


def home(request) -> Callable:
    tab, section = asked_tab(request), asked_section(request)
    if section:
        return asked(lambda number: SECTION[tab].page(number, section.slug))
    return asked(FEED[tab].page)


def atom(request) -> Page | None:
    return None if asked_section(request) else asked(ATOM[asked_tab(request)].page)(request)


def person(username: str) -> Callable:
    return asked(_about(_person, PERSON, username))


def keyword(name: str) -> Callable:
    return asked(_about(_keyword, KEYWORD, name))


def venue(key: str) -> Callable:
    return asked(_about(_venue, VENUE, key))


def venue_year(key: str, year: int) -> Callable:
    return asked(_about(_venue, YEAR, key, year))


def _about(number_of: Callable, pages: First, name: str, *values) -> Callable:
    def look(number: int) -> Page | None:
        found = number_of(name)
        return pages.page(number, found, *values) if found else None

    return look
