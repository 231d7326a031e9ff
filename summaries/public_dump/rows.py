"""One line of each table: what is in it, and what may be.

These classes are the format: they write the lines, check them, and make the JSON Schema beside
them. They hold facts alone; what follows from facts is worked out again by whoever loads them.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, field_validator

Word = Annotated[str, Field(max_length=50)]
Line = Annotated[str, Field(max_length=255)]
LongLine = Annotated[str, Field(max_length=1_000)]
Text = Annotated[str, Field(max_length=1_000_000)]
Key = Annotated[str, Field(min_length=1, max_length=255)]
Number = Annotated[int, Field(ge=1, le=2**63 - 1)]
Count = Annotated[int, Field(ge=0, le=2**31 - 1)]


class Row(BaseModel):
    """Strict: a number in quotes, or a member that nobody knows, is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    @field_validator("*")
    @classmethod
    def has_no_nul(cls, value: object) -> object:
        texts = value if isinstance(value, list) else [value]
        if any(isinstance(text, str) and "\0" in text for text in texts):
            raise ValueError("a NUL byte has no place in a text")
        return value


class Name(Row):
    """What tells a thing from others."""

    scheme: Annotated[str, Field(min_length=1, max_length=10)]
    value: Annotated[str, Field(min_length=1, max_length=500)]


class Venue(Row):
    key: Key
    name: Line
    full_name: Annotated[str, Field(max_length=500)]
    kind: Word
    section: Word


class Keyword(Row):
    name: Annotated[str, Field(min_length=1, max_length=100)]
    section: Word


class Author(Row):
    slug: Key
    name: Line
    family: Line
    is_collective: bool
    identifiers: list[Name]


class Paper(Row):
    key: Key
    title: LongLine
    authors: list[Key] = Field(description="Slugs, in the order of the paper.")
    venue: Key | None = Field(description="Its key.")
    year: Annotated[int, Field(ge=1000, le=2999)] | None
    kind: Word
    container: LongLine
    volume: Word
    number: Word
    pages: Word
    publisher: Line
    abstract: Text
    keywords: list[Key]
    identifiers: list[Name]
    status: Literal["identified", "stub", "unidentified"]
    source: Word = Field(description="Who stated the facts.")


class Person(Row):
    """Somebody who signed something public; of nobody else is there anything."""

    username: Key
    display_name: Line
    bio: Text
    orcid: Word
    is_orcid_verified: bool
    website: Line
    since: date = Field(description="The first day of the month.")


class Revision(Row):
    """A version that was public; the text of one that was redacted is empty."""

    number: Count
    body: Text
    note: Line
    saved_at: AwareDatetime
    shown_at: AwareDatetime
    is_redacted: bool


class Summary(Row):
    id: Number
    paper: Key = Field(description="Its key.")
    author: Key | None = Field(description="A user name; null: anonymous, unknown or gone.")
    is_anonymous: bool
    is_imported: bool = Field(description="From ShortScience.org.")
    licence: Word = Field(description="SPDX; empty where it is not stated.")
    competing_interests: LongLine
    ai_assistance: LongLine
    body: Text = Field(description="Markdown and LaTeX.")
    published_at: AwareDatetime
    edited_at: AwareDatetime | None
    are_comments_closed: bool
    ups: Count
    downs: Count
    stated_comments: Count = Field(
        description="That ShortScience.org says it had; their texts are nowhere."
    )
    revisions: list[Revision]


class Comment(Row):
    """Of one that is gone only its place among the others is left."""

    id: Number
    summary: Number
    answer_to: Number | None
    author: Key | None
    is_by_the_author: bool = Field(description="Of an anonymous summary.")
    body: Text
    posted_at: AwareDatetime
    edited_at: AwareDatetime | None
    is_gone: bool


TABLES: dict[str, type[Row]] = {  # each after those that it refers to
    "venues": Venue,
    "keywords": Keyword,
    "authors": Author,
    "papers": Paper,
    "people": Person,
    "summaries": Summary,
    "comments": Comment,
}
