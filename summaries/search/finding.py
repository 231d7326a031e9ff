"""Papers that match, bounded and in order.

Each place where words can stand is asked for its newest matches alone, at most `MOST`; only
those are put in order. So a word of every paper costs hardly more than a rare one.
"""

from datetime import UTC, datetime

from django.apps import apps
from django.db.models import IntegerField, QuerySet, Value

from .backend import backend
from .deadline import TookTooLong, patience
from .excerpts import excerpt, marked
from .filters import papers_of
from .folding import title_hash
from .query import ACTIVITY, MOST, YEAR, Found, Query
from .words import Word, begun, marks, words_of

SHORTEST = 2  # letters of a beginning that is to be completed
LONG_AGO = datetime.min.replace(tzinfo=UTC)


def papers(query: Query, start: int = 0, size: int = 30) -> Found:
    """A slice of the papers that match; the last word counts as a beginning if nothing else does.

    Their authorships and venues are fetched with them.
    """
    words = words_of(query.words)
    rows = _matches(query, words)
    if not rows and begun(words) != words:
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
    if asks_for_nothing(query, words):
        return []
    rows = papers_of(query)
    rows = rows.with_activity() if query.order == ACTIVITY else rows
    found = _read(backend().anywhere(rows, words) if words else _all(rows), query)
    if words and found and (len(found) > MOST or not backend().KNOWS_PLACES):
        for place in backend().in_better_places(rows, words):
            found |= {
                key: row
                for key, row in _read(place, query).items()
                if key not in found or row["tier"] < found[key]["tier"]
            }
    if words and len(found) > MOST:
        found |= _exact(rows, query)
    return sorted(found.values(), key=lambda row: row["tier"])[: MOST + 1]


def asks_for_nothing(query: Query, words: tuple[Word, ...]) -> bool:
    return not words and (bool(query.words.strip()) or not query.is_filtered)


def _read(rows: QuerySet, query: Query) -> dict[int, dict]:
    """Key → what the order hangs on, of the newest."""
    columns = ["pk", "tier", "title_hash", "summary_count", "year"]
    columns += ["active_at"] if query.order == ACTIVITY else []
    return {row["pk"]: row for row in rows.values(*columns)[: MOST + 1]}


def _all(rows: QuerySet) -> QuerySet:
    return rows.annotate(tier=Value(0, IntegerField())).order_by("-pk")


def _exact(rows: QuerySet, query: Query) -> dict[int, dict]:
    """Those with just that title, which among so many may be too old to be found."""
    same = rows.filter(title_hash=title_hash(query.words)).exclude(title_hash="")
    return _read(same.annotate(tier=Value(-1, IntegerField())).order_by("-pk"), query)


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
    return in_this_order(papers.with_authors().select_related("venue"), keys)


def in_this_order(rows: QuerySet, keys: list[int]) -> list:
    by_key = rows.in_bulk(keys) if keys else {}
    return [by_key[key] for key in keys if key in by_key]


def count_papers(query: Query) -> Found:
    """How many there are, without the rows."""
    words, rows = words_of(query.words), papers_of(query)
    if asks_for_nothing(query, words):
        return Found.of_none()
    return count(backend().anywhere(rows, words) if words else rows)


def count(rows: QuerySet) -> Found:
    count = rows.order_by().values("pk")[: MOST + 1].count()
    return Found([], min(count, MOST), is_more=count > MOST)


def beginnings(words: str, size: int = 8) -> list:
    """The papers that somebody may mean who has typed the words so far, best first."""
    return _paper_rows(keys_of_beginnings(words, size))


def keys_of_beginnings(words: str, size: int) -> list[int]:
    """None where it would take long: it is only an offer."""
    asked = begun(words_of(words), SHORTEST)
    try:
        with patience():
            rows = _matches(Query(words), asked) if asked else []
    except TookTooLong:
        return []
    keys = [row["pk"] for row in sorted(rows[:MOST], key=_order(Query(words)))]
    return keys[:size]
