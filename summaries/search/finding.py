"""Papers that match, bounded and in order.

Each place where words can stand is asked for its newest matches alone, at most `MOST`; only
those are put in order. So a word of every paper costs hardly more than a rare one.
"""

from dataclasses import replace

from django.apps import apps
from django.db.models import IntegerField, QuerySet, Value

from .backend import backend
from .deadline import TookTooLong, patience
from .excerpts import excerpt, marked
from .filters import papers_of
from .folding import title_hash
from .query import ACTIVITY, MOST, MOST_COUNTED, Found, Query
from .ranking import Matches
from .words import Word, begun, marks, words_of

SHORTEST = 2  # letters of a beginning that is to be completed


def papers(query: Query, start: int = 0, size: int = 30) -> Found:
    """A slice of those that match; the last word counts as a beginning if nothing else does."""
    found, words = _found(query, start, size)
    rows = apps.get_model("summaries", "Paper").objects.as_found()
    shown, looked_for = in_this_order(rows, found.rows), marks(words)
    for paper in shown:
        paper.marked_title = marked(paper.shown_title, looked_for)
        paper.excerpt = excerpt(paper.abstract, looked_for)
    return replace(found, rows=shown)


def keys_of_papers(query: Query, start: int = 0, size: int = 30) -> Found:
    """The same slice, of which `rows` are the keys."""
    return _found(query, start, size)[0]


def _found(query: Query, start: int, size: int) -> tuple[Found, tuple[Word, ...]]:
    """The keys, and the words that they were found by."""
    words = words_of(query.words)
    found = _keys(query, words, start, size)
    if not found.count and begun(words) != words:
        words = begun(words)
        found = _keys(query, words, start, size)
    return found, words


def _keys(query: Query, words: tuple[Word, ...], start: int, size: int) -> Found:
    """A slice of the keys of those that match."""
    if asks_for_nothing(query, words):
        return Found.of_none()
    hashed = title_hash(query.words)
    keys, count = _matches(query, words, hashed).ranked(query.order, hashed, start, size)
    return Found(keys, min(count, MOST), is_more=count > MOST)


def _matches(query: Query, words: tuple[Word, ...], hashed: str) -> Matches:
    rows = papers_of(query)
    rows = rows.with_activity() if query.order == ACTIVITY else rows
    if not words:
        return Matches(_newest(rows, 0), [], [], 0, MOST)
    return Matches(
        anywhere=backend().anywhere(rows, words),
        better=backend().in_better_places(rows, words),
        # Among so many the very title may be too old to be found.
        exact=[_newest(rows.filter(title_hash=hashed), -1)] if hashed else [],
        enough=MOST if backend().KNOWS_PLACES else 0,
        most=MOST,
    )


def asks_for_nothing(query: Query, words: tuple[Word, ...]) -> bool:
    return not words and (bool(query.words.strip()) or not query.is_filtered)


def _newest(rows: QuerySet, tier: int) -> QuerySet:
    return rows.annotate(tier=Value(tier, IntegerField())).order_by("-pk")


def in_this_order(rows: QuerySet, keys: list[int]) -> list:
    by_key = rows.in_bulk(keys) if keys else {}
    return [by_key[key] for key in keys if key in by_key]


def count_papers(query: Query) -> Found:
    """How many there are, without the rows; of more than `MOST_COUNTED` that they are more."""
    words, rows = words_of(query.words), papers_of(query)
    if asks_for_nothing(query, words):
        return Found.of_none()
    return count(backend().anywhere(rows, words) if words else rows)


def count(rows: QuerySet) -> Found:
    count = rows.order_by().values("pk")[: MOST_COUNTED + 1].count()
    return Found([], min(count, MOST_COUNTED), is_more=count > MOST_COUNTED)


def beginnings(words: str, size: int = 8) -> list:
    """The papers that somebody may mean who has typed the words so far, best first."""
    rows = apps.get_model("summaries", "Paper").objects.with_authors()
    return in_this_order(rows, keys_of_beginnings(words, size))


def keys_of_beginnings(words: str, size: int) -> list[int]:
    """None where it would take long: it is only an offer."""
    asked = begun(words_of(words), SHORTEST)
    try:
        with patience():
            return _keys(Query(words), asked, 0, size).rows if asked else []
    except TookTooLong:
        return []
