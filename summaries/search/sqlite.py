"""SQLite's full-text indexes: how one asks them. What makes them stands in `indexes`."""

from django.db.models import FloatField, IntegerField, QuerySet, Value
from django.db.models.expressions import RawSQL

from .words import Word

_TITLE, _HEAD = "{search_title}", "{search_title search_names}"


def expression(words: tuple[Word, ...]) -> str:
    """What MATCH takes: every spelling is in quotes, so that nothing in it is an operator."""
    return " AND ".join(f"({' OR '.join(_spellings(word))})" for word in words)


def _spellings(word: Word) -> list[str]:
    quoted = [f'"{spelling}"' for spelling in word.spellings]
    return [*quoted[:-1], f"{quoted[-1]}*"] if word.is_beginning else quoted


def matching(rows: QuerySet, words: tuple[Word, ...], columns: str = "") -> QuerySet:
    """Those rows whose index has the words, newest first.

    Joined rather than by `IN (SELECT …)`, and in the order of the index: it stops at a LIMIT.
    """
    table = rows.model._meta.db_table
    index = f"{table}_index"
    asked = expression(words)
    return rows.extra(  # noqa: S610 - names of tables are ours, the words a parameter
        tables=[index],
        where=[f"{index}.rowid = {table}.id", f"{index} MATCH %s"],
        params=[f"{columns} : ({asked})" if columns else asked],
        order_by=[f"-{index}.rowid"],
    )


def tiers(papers: QuerySet, words: tuple[Word, ...]) -> list[QuerySet]:
    """The papers by where the words stand, best place first; each row with its `tier`."""
    places = [_TITLE, _HEAD, ""]
    return [
        matching(papers, words, place).annotate(tier=Value(tier, IntegerField()))
        for tier, place in enumerate(places)
    ]


def weighed(texts: QuerySet, words: tuple[Word, ...]) -> QuerySet:
    """Those texts that have the words, each with its `weight`."""
    index = f"{texts.model._meta.db_table}_index"
    weight = RawSQL(f"-bm25({index})", (), output_field=FloatField())  # noqa: S611
    return matching(texts, words).annotate(weight=weight)


named = matching


def alike(rows: QuerySet, column: str, words: str, size: int) -> list:
    """What is spelt nearly so; SQLite has no such index."""
    return []
