"""Which rows should be where, and what puts them there: the same on both databases."""

# ruff: noqa: S608 - every part of these statements is written here

from dataclasses import dataclass

RANKS = ("hot", "quality", "published_at", "readers_of_week")
_OF_SUMMARY = "s.hot, s.quality, s.published_at, coalesce(s.readers_of_week, 0) AS readers_of_week"
LISTED = "s.visibility = 'public' AND s.hidden_at IS NULL"


@dataclass(frozen=True)
class Placed:
    """One table of places."""

    table: str
    model: str  # of what has a place
    owner: str  # the column that refers to it
    number: str  # of it, in `right`
    columns: tuple[str, ...]
    right: str  # a query for what should be there, where {which} is fulfilled

    def should(self, which: str) -> str:
        return self.right.format(which=which)

    def among(self, keys: list[int]) -> tuple[str, str]:
        """That it is one of these, which are all from the first to the last: for what should be
        there, and for what is.
        """
        span = f"BETWEEN {keys[0]} AND {keys[-1]}"
        return f"{self.number} {span}", f"{self.owner} {span}"

    def place(self, which: str) -> str:
        """Put in what is missing."""
        columns = ", ".join(self.columns)
        return (
            f"INSERT INTO {self.table} ({columns})"
            f" SELECT {columns} FROM ({self.should(which)}) AS placed WHERE 1 = 1"
            " ON CONFLICT DO NOTHING"
        )

    def unplace(self, which: str, owners: str) -> str:
        """Take out what should not be there, of those owners."""
        once = ", ".join(self.columns[:2])
        return (
            f"DELETE FROM {self.table} WHERE {self.owner} IN ({owners}) AND ({once}) NOT IN"
            f" (SELECT {once} FROM ({self.should(which)}) AS placed)"
        )


SECTIONS = Placed(
    "summaries_sectionplace",
    "Summary",
    "summary_id",
    "s.id",
    ("summary_id", "section", *RANKS),
    f"""
    SELECT s.id AS summary_id, k.section, {_OF_SUMMARY} FROM summaries_summary s
    JOIN summaries_paper_keywords l ON l.paper_id = s.paper_id
    JOIN summaries_keyword k ON k.id = l.keyword_id
    WHERE k.section <> '' AND {LISTED} AND {{which}}
    UNION
    SELECT s.id AS summary_id, v.section, {_OF_SUMMARY} FROM summaries_summary s
    JOIN summaries_paper p ON p.id = s.paper_id
    JOIN summaries_venue v ON v.id = p.venue_id
    WHERE v.section <> '' AND {LISTED} AND {{which}}
    """,
)
KEYWORDS = Placed(
    "summaries_keywordplace",
    "Paper",
    "paper_id",
    "l.paper_id",
    ("paper_id", "keyword_id", "year"),
    """
    SELECT l.paper_id, l.keyword_id, coalesce(p.year, 0) AS year
    FROM summaries_paper_keywords l JOIN summaries_paper p ON p.id = l.paper_id WHERE {which}
    """,
)
PLACED = (SECTIONS, KEYWORDS)
