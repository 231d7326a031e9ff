"""Papers and summaries that match, bounded and in order.

Each place where words can stand is asked for its newest matches alone, at most `MOST`; only
those are put in order. So a word of every paper costs hardly more than a rare one.
"""

from datetime import UTC, datetime

from django.apps import apps
from django.db.models import IntegerField, QuerySet, Value

from .backend import backend
from .excerpts import excerpt, marked
from .filters import papers_of, summaries_of
from .folding import title_hash
from .query import ACTIVITY, MOST, YEAR, Found, Query
from .words import Word, begun, marks, words_of

LONG_AGO = datetime.min.replace(tzinfo=UTC)


def papers(query: Query, start: int = 0, size: int = 30) -> Found:
    """A slice of the papers that match; the last word counts as a beginning if nothing else does.

    Their authorships and venues are fetched with them.
    """
    words = words_of(query.words)
    rows = _matches(query, words)
    if not rows:
        words = begun(words)
        rows = _matches(query, words)
    keys = [row["pk"] for row in sorted(rows[:MOST], key=_order(query))]
    shown = _paper_rows(keys[start : start + size])
    for paper in shown:
        paper.marked_title = marked(paper.shown_title, marks(words))
        paper.excerpt = excerpt(paper.abstract, marks(words))
    return Found(shown, len(keys), is_more=len(rows) > MOST)


def _matches(query: Query, words: tuple[Word, ...]) -> list[dict]:
    """At most one more than `MOST`, the best places first."""
    if not words and (query.words.strip() or not query.is_filtered):
        return []
    rows = papers_of(query)
    rows = rows.with_activity() if query.order == ACTIVITY else rows
    columns = ["pk", "tier", "title_hash", "summary_count", "year"]
    columns += ["active_at"] if query.order == ACTIVITY else []
    found: dict[int, dict] = {}
    for tier in backend().tiers(rows, words) if words else [_all(rows)]:
        if len(found) <= MOST:
            more = tier.values(*columns)[: MOST + 1]
            found |= {row["pk"]: row for row in more if row["pk"] not in found}
    if len(found) > MOST and words:
        found = _exact(rows, query, columns) | found
    return list(found.values())[: MOST + 1]


def _all(rows: QuerySet) -> QuerySet:
    return rows.annotate(tier=Value(0, IntegerField())).order_by("-pk")


def _exact(rows: QuerySet, query: Query, columns: list[str]) -> dict[int, dict]:
    """Those with just that title, which among so many may be too old to be found."""
    same = rows.filter(title_hash=title_hash(query.words)).annotate(tier=Value(0, IntegerField()))
    return {row["pk"]: row for row in same.values(*columns)[:10]}


def _order(query: Query):
    """What to sort rows by; a relevant one has the very title, or words in a better place."""
    hashed = title_hash(query.words)

    def relevance(row: dict):
        is_other = not hashed or row["title_hash"] != hashed
        return (is_other, row["tier"], not row["summary_count"], -(row["year"] or 0), -row["pk"])

    def year(row: dict):
        return (-(row["year"] or 0), *relevance(row))

    def activity(row: dict):
        return (-(row["active_at"] or LONG_AGO).timestamp(), *relevance(row))

    return {YEAR: year, ACTIVITY: activity}.get(query.order, relevance)


def _paper_rows(keys: list[int]) -> list:
    """With what a row of a list shows."""
    papers = apps.get_model("summaries", "Paper").objects
    return _in_this_order(papers.with_authors().select_related("venue"), keys)


def _in_this_order(rows: QuerySet, keys: list[int]) -> list:
    by_key = rows.in_bulk(keys) if keys else {}
    return [by_key[key] for key in keys if key in by_key]


def summaries(query: Query, start: int = 0, size: int = 30) -> Found:
    """A slice of the public summaries whose text matches, with their papers and bylines."""
    words = words_of(query.words)
    if query.is_empty or (query.words.strip() and not words):
        return Found([], 0)
    found = _texts(query, words)
    if not found:
        words = begun(words)
        found = _texts(query, words)
    keys = [row["pk"] for row in sorted(found[:MOST], key=_text_order(query))]
    texts = apps.get_model("summaries", "Summary").objects.listed().with_byline().with_paper()
    rows = _in_this_order(texts, keys[start : start + size])
    for summary in rows:
        summary.excerpt = excerpt(summary.text, marks(words))
    return Found(rows, len(keys), is_more=len(found) > MOST)


def count_summaries(query: Query) -> Found:
    """How many there are, without the rows."""
    words = words_of(query.words)
    if query.is_empty or (query.words.strip() and not words):
        return Found([], 0)
    count = _weighed(query, words)[: MOST + 1].count()
    return Found([], min(count, MOST), is_more=count > MOST)


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


def beginnings(words: str, size: int = 8) -> list:
    """The papers that somebody may mean who has typed the words so far, best first."""
    asked = begun(words_of(words))
    rows = _matches(Query(words), asked) if asked else []
    keys = [row["pk"] for row in sorted(rows[:MOST], key=_order(Query(words)))]
    return _paper_rows(keys[:size])
