"""SQLite's full-text indexes: how one asks them. What makes them stands in `indexes`."""

from django.db.models import FloatField, IntegerField, QuerySet, Value
from django.db.models.expressions import RawSQL

from .words import Word

KNOWS_PLACES = False  # whether `anywhere` tells in which place the words are

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


def anywhere(papers: QuerySet, words: tuple[Word, ...]) -> QuerySet:
    """The papers that have the words, each with the `tier` of the last place."""
    return matching(papers, words).annotate(tier=Value(2, IntegerField()))


def in_better_places(papers: QuerySet, words: tuple[Word, ...]) -> list[QuerySet]:
    """Those with the words in the title, and in title and names, each with its `tier`."""
    return [
        matching(papers, words, place).annotate(tier=Value(tier, IntegerField()))
        for tier, place in enumerate((_TITLE, _HEAD))
    ]


def weighed(texts: QuerySet, words: tuple[Word, ...]) -> QuerySet:
    """Those texts that have the words, each with its `weight`."""
    index = f"{texts.model._meta.db_table}_index"
    # The name of the table is ours.
    weight = RawSQL(f"-bm25({index})", (), output_field=FloatField())  # noqa: S611
    return matching(texts, words).annotate(weight=weight)


named = matching


def alike(rows: QuerySet, column: str, words: str, size: int) -> list:
    """What is spelt nearly so; SQLite has no such index."""
    return []
