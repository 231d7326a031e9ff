"""Public summaries whose text matches, bounded and in order."""

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
    words = words_of(query.words)
    if asks_for_nothing(query, words):
        return Found.of_none()
    found = _texts(query, words)
    if not found and begun(words) != words:
        words = begun(words)
        found = _texts(query, words)
    keys = [row["pk"] for row in sorted(found[:MOST], key=_text_order(query))]
    texts = apps.get_model("summaries", "Summary").objects.listed().with_byline().with_paper()
    rows = in_this_order(texts, keys[start : start + size])
    for summary in rows:
        summary.excerpt = excerpt(summary.text, marks(words))
    return Found(rows, len(keys), is_more=len(found) > MOST)


def count_summaries(query: Query) -> Found:
    """How many there are, without the rows."""
    words = words_of(query.words)
    return Found.of_none() if asks_for_nothing(query, words) else count(_weighed(query, words))


def _texts(query: Query, words: tuple[Word, ...]) -> list[dict]:
    columns = ("pk", "weight", "published_at", "paper__year")
    return list(_weighed(query, words).values(*columns)[: MOST + 1])


def _weighed(query: Query, words: tuple[Word, ...]) -> QuerySet:
    rows = summaries_of(query)
    if not words:
        return rows.annotate(weight=Value(0, IntegerField())).order_by("-pk")
    return backend().weighed(rows, words)


def _text_order(query: Query):
    def newest(row: dict):
        return (-row["published_at"].timestamp(), -row["pk"])

    def year(row: dict):
        return (-(row["paper__year"] or 0), -row["weight"], *newest(row))

    def relevance(row: dict):
        return (-row["weight"], *newest(row))

    return {YEAR: year, ACTIVITY: newest}.get(query.order, relevance)
