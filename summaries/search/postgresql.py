"""PostgreSQL's full-text columns: how one asks them. What makes them stands in `indexes`."""

from django.db import connection
from django.db.models import BooleanField, FloatField, IntegerField, QuerySet, Value
from django.db.models.expressions import RawSQL

from .deadline import patience
from .indexes.postgresql import words as words_of
from .words import Word

KNOWS_PLACES = True  # whether `anywhere` tells in which place the words are
LIKENESS = 0.4  # 1 is the same; two letters that changed places cost 0.15
GUESSING = 0.7  # seconds for guessing what was meant


def expression(words: tuple[Word, ...], weights: str = "") -> str:
    """What to_tsquery takes: every spelling is in quotes, so that nothing in it is an operator.

    websearch_to_tsquery would not do: it knows neither beginnings nor "this or that, and more".
    """
    return " & ".join(f"({' | '.join(_spellings(word, weights))})" for word in words)


def _spellings(word: Word, weights: str) -> list[str]:
    *others, last = word.spellings
    mark = f":{weights}" if weights else ""
    go_on = f":*{weights}" if word.is_beginning else mark
    return [*(f"'{spelling}'{mark}" for spelling in others), f"'{last}'{go_on}"]


def _matches(column: str, words: tuple[Word, ...], configuration: str = "words") -> RawSQL:
    return RawSQL(  # noqa: S611 - the column is ours, the words are a parameter
        _match(column, configuration),
        [expression(words)],
        output_field=BooleanField(),
    )


def _match(column: str, configuration: str = "words") -> str:
    return f"{column} @@ to_tsquery('summaries_{configuration}', %s)"


def anywhere(papers: QuerySet, words: tuple[Word, ...]) -> QuerySet:
    """The papers that have the words, each with the `tier` of the best place where all are."""
    # The words of a title stand in the row itself, all the others have to be fetched.
    tier = RawSQL(  # noqa: S611 - the words are parameters
        f"CASE WHEN {_match('summaries_paper.title_words')} THEN 0"
        f" WHEN {_match('summaries_paper.all_words')} THEN 1 ELSE 2 END",
        [expression(words), expression(words, "AB")],
        output_field=IntegerField(),
    )
    found = papers.filter(_matches("summaries_paper.all_words", words))
    return found.annotate(tier=tier).order_by("-pk")


def in_better_places(papers: QuerySet, words: tuple[Word, ...]) -> list[QuerySet]:
    """Those with the words in the title, by an index of its own."""
    found = papers.filter(_matches("summaries_paper.title_words", words))
    return [found.annotate(tier=Value(0, IntegerField())).order_by("-pk")]


def weighed(texts: QuerySet, words: tuple[Word, ...]) -> QuerySet:
    """Those texts that have the words, newest first, each with its `weight`."""
    weight = RawSQL(
        "ts_rank(summaries_summary.text_words, to_tsquery('summaries_words', %s), 1)",
        [expression(words)],
        output_field=FloatField(),
    )
    found = texts.filter(_matches("summaries_summary.text_words", words))
    return found.annotate(weight=weight).order_by("-pk")


def named(rows: QuerySet, words: tuple[Word, ...]) -> QuerySet:
    """Those authors or keywords whose name has the words, newest first."""
    table = rows.model._meta.db_table
    name = "search_name" if table == "summaries_author" else "name"
    indexed = words_of(f"{table}.{name}", "summaries_names").replace("%", "%%")
    return rows.filter(_matches(indexed, words, "names")).order_by("-pk")


def alike(rows: QuerySet, column: str, words: str, size: int) -> list:
    """Those whose column has something spelt nearly like the words, the likest first.

    TookTooLong when that takes more seconds than `GUESSING`.
    """
    spelt = f"{rows.model._meta.db_table}.{column}"
    # The column is ours, the words are a parameter.
    likeness = RawSQL(f"word_similarity(%s, {spelt})", [words], output_field=FloatField())  # noqa: S611
    # Again only the column stands in it.
    is_alike = RawSQL(f"%s <%% {spelt}", [words], output_field=BooleanField())  # noqa: S611
    found = rows.filter(is_alike).annotate(likeness=likeness).order_by("-likeness", "-pk")
    with patience(GUESSING), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL pg_trgm.word_similarity_threshold = {LIKENESS}")
        return list(found[:size])
