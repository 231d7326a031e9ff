"""Find papers, people who wrote them, keywords and texts by words.

    papers(query, start=0, size=30) -> Found        rows: Paper with `marked_title`, `excerpt`
    summaries(query, start=0, size=30) -> Found     rows: Summary with `excerpt`
    keys_of_papers(…), keys_of_summaries(…)         the same, of which rows are the keys
    count_papers(query), count_summaries(query)     the same without rows
    authors(words, size=5) -> list[Author]          with `marked_name`
    keywords(words, size=5) -> list[Keyword]        with `marked_name`
    alike(words, size=3) -> Alike                   papers and authors spelt nearly so
    beginnings(words, size=8) -> list[Paper]        whose title goes on like that; for completing
    patience()                                      a block whose searches are stopped in time
    paused(), left_out()                            blocks for bulk loads; see `indexes`

All of them give only what anybody may see. `marked_…` and `excerpt` are safe HTML with <mark>.
"""

from .deadline import TookTooLong, patience
from .finding import beginnings, count_papers, keys_of_beginnings, keys_of_papers, papers
from .indexes import left_out, paused
from .likeness import Alike, alike
from .names import authors, keywords
from .query import ACTIVITY, LONGEST, MOST, RELEVANCE, YEAR, Found, Query, Years
from .texts import count_summaries, keys_of_summaries, summaries

__all__ = [
    "ACTIVITY",
    "LONGEST",
    "MOST",
    "RELEVANCE",
    "YEAR",
    "Alike",
    "Found",
    "Query",
    "TookTooLong",
    "Years",
    "alike",
    "authors",
    "beginnings",
    "count_papers",
    "count_summaries",
    "keys_of_beginnings",
    "keys_of_papers",
    "keys_of_summaries",
    "keywords",
    "left_out",
    "papers",
    "patience",
    "paused",
    "summaries",
]
