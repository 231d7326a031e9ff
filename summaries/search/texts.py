"""Public summaries whose text matches, bounded and in order."""

from dataclasses import replace

from django.apps import apps
from django.db.models import IntegerField, QuerySet, Value

from .backend import backend
from .excerpts import excerpt
from .filters import summaries_of
from .finding import asks_for_nothing, count, in_this_order
from .query import ACTIVITY, MOST, YEAR, Found, Query
from .words import Word, begun, marks, words_of


def summaries(query: Query, start: int = 0, size: int = 30) -> Found:
    """A slice of the public summaries whose text matches, with their papers and bylines."""
    found, words = _found(query, start, size)
    texts = apps.get_model("summaries", "Summary").objects.listed().as_found()
    rows, looked_for = in_this_order(texts, found.rows), marks(words)
    for summary in rows:
        summary.excerpt = excerpt(summary.text, looked_for)
    return replace(found, rows=rows)


def keys_of_summaries(query: Query, start: int = 0, size: int = 30) -> Found:
    """The same slice, of which `rows` are the keys."""
    return _found(query, start, size)[0]


def _found(query: Query, start: int, size: int) -> tuple[Found, tuple[Word, ...]]:
    """The keys, and the words that they were found by."""
    words = words_of(query.words)
    if asks_for_nothing(query, words):
        return Found.of_none(), words
    found = _texts(query, words)
    if not found and begun(words) != words:
        words = begun(words)
        found = _texts(query, words)
    keys = [row.pk for row in sorted(found[:MOST], key=_text_order(query))]
    return Found(keys[start : start + size], len(keys), is_more=len(found) > MOST), words


def count_summaries(query: Query) -> Found:
    """How many there are, without the rows; of more than `MOST_COUNTED` that they are more."""
    words = words_of(query.words)
    return Found.of_none() if asks_for_nothing(query, words) else count(_weighed(query, words))


def _texts(query: Query, words: tuple[Word, ...]) -> list:
    columns = ("pk", "weight", "published_at", "paper__year")
    return list(_weighed(query, words).values_list(*columns, named=True)[: MOST + 1])


def _weighed(query: Query, words: tuple[Word, ...]) -> QuerySet:
    rows = summaries_of(query)
    if not words:
        return rows.annotate(weight=Value(0, IntegerField())).order_by("-pk")
    return backend().weighed(rows, words)


def _text_order(query: Query):
    def newest(row):
        return (-row.published_at.timestamp(), -row.pk)

    def year(row):
        return (-(row.paper__year or 0), -row.weight, *newest(row))

    def relevance(row):
        return (-row.weight, *newest(row))

    return {YEAR: year, ACTIVITY: newest}.get(query.order, relevance)
