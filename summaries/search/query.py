"""What somebody looks for: the words, and what narrows them down."""

from dataclasses import dataclass
from typing import Any, NamedTuple

LONGEST = 400  # characters of words that are looked at
MOST = 2_000  # matches that are put in order: a word of every paper costs no more
MOST_COUNTED = 500  # matches where nothing but their number is shown

RELEVANCE, YEAR, ACTIVITY = "relevance", "year", "activity"


class Years(NamedTuple):
    """From and to, both included; None leaves that end open."""

    first: int | None = None
    last: int | None = None


EVER = Years()


@dataclass(frozen=True)
class Query:
    """A search. Empty words with a filter ask for everything that passes the filter."""

    words: str = ""
    section: str = ""  # slug
    venue: str = ""  # key
    years: Years = EVER
    author: str = ""  # words of a name
    has_summaries: bool = False
    order: str = RELEVANCE  # or YEAR, ACTIVITY

    @property
    def is_empty(self) -> bool:
        return not (self.words.strip() or self.is_filtered)

    @property
    def is_filtered(self) -> bool:
        return bool(
            self.section or self.venue or any(self.years) or self.author or self.has_summaries
        )


@dataclass(frozen=True)
class Found:
    """A slice of what matches, in order, and how many match: exactly, or "more than"."""

    rows: list[Any]
    count: int
    is_more: bool = False  # more than `count` match; the newest of them were put in order

    def __bool__(self) -> bool:
        return bool(self.rows)

    @classmethod
    def of_none(cls) -> "Found":
        return cls([], 0)
