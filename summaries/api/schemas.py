"""The shapes of what the API gives: what a stranger may see of each noun, and no more."""

from datetime import datetime

from django.conf import settings
from ninja import Schema
from pydantic import ConfigDict, Field

from summaries.rendering import absolute


class Sent(Schema):
    """What a program sends: a misspelt “is_anonymous” must not pass for nothing."""

    model_config = ConfigDict(extra="forbid", strict=True)


def address_of(row) -> str:
    return settings.SITE_URL + row.get_absolute_url()


class Addressed(Schema):
    """What has a page."""

    url: str = Field(description="Its page.")

    @staticmethod
    def resolve_url(row) -> str:
        return address_of(row)


class VenueName(Addressed):
    key: str
    name: str


class VenueFacts(VenueName):
    full_name: str
    kind: str
    section: str
    paper_count: int
    summarised_count: int = Field(description="How many of its papers have a summary.")


class AuthorName(Addressed):
    name: str
    slug: str


class AuthorFacts(AuthorName):
    identifiers: list["Name"]
    paper_count: int


class Name(Schema):
    """What tells a thing from others."""

    scheme: str = Field(description="doi, arxiv, pubmed, url, key (a former one), dblp, orcid.")
    value: str


class PaperName(Addressed):
    key: str
    title: str

    @staticmethod
    def resolve_title(paper) -> str:
        return paper.shown_title


class PaperFacts(PaperName):
    authors: list[AuthorName] = Field(description="In the order of the paper.")
    venue: VenueName | None
    year: int | None
    kind: str
    container: str
    volume: str
    number: str
    pages: str
    publisher: str
    abstract: str
    keywords: list[str]
    identifiers: list[Name]
    summary_count: int
    updated_at: datetime

    @staticmethod
    def resolve_authors(paper) -> list:
        return [authorship.author for authorship in paper.authorships.all()]

    @staticmethod
    def resolve_keywords(paper) -> list[str]:
        return [keyword.name for keyword in paper.keywords.all()]


class PersonName(Addressed):
    username: str
    name: str

    @staticmethod
    def resolve_name(person) -> str:
        return str(person)


class PersonFacts(PersonName):
    orcid: str
    is_orcid_verified: bool
    website: str
    bio: str = Field(description="In markdown.")
    summary_count: int = Field(description="Of public, signed summaries.")
    contribution: float

    @staticmethod
    def resolve_is_orcid_verified(person) -> bool:
        return person.orcid_verified_at is not None


class KeywordFacts(Addressed):
    name: str
    section: str


class SummaryHead(Addressed):
    """A public summary without its text."""

    id: int
    paper: PaperName
    author: PersonName | None = Field(description="null: anonymous, unknown or gone.")
    byline: str
    is_anonymous: bool
    is_imported: bool = Field(description="From ShortScience.org.")
    licence: str | None = Field(description="SPDX; null where the source does not state it.")
    published_at: datetime
    edited_at: datetime | None
    word_count: int
    has_math: bool
    ups: int
    downs: int
    quality: float
    hot: float
    comment_count: int

    @staticmethod
    def resolve_author(summary):
        return summary.shown_author

    @staticmethod
    def resolve_licence(summary) -> str | None:
        return summary.licence or None


class SummaryFacts(SummaryHead):
    """A public summary with its text."""

    markdown: str = Field(description="As it was written, with LaTeX.")
    html: str = Field(description="With MathML; its addresses are whole.")
    text: str = Field(description="Plain, for an index.")
    competing_interests: str
    ai_assistance: str
    version: int

    @staticmethod
    def resolve_markdown(summary) -> str:
        return summary.body

    @staticmethod
    def resolve_html(summary) -> str:
        return absolute(summary.body_html, settings.SITE_URL, address_of(summary))


AuthorFacts.model_rebuild()
