"""The search of the site, for programs."""

from typing import Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from summaries import search
from summaries.keyset import whole
from summaries.models import Paper

from .cursors import pack, unpack
from .pages import Paging, following
from .schemas import PaperFacts, SummaryHead

router = Router(tags=["search"])
FARTHEST = 2_000  # the search puts no more in order


def place(value: object) -> int:
    """A cursor of a search counts what it leaves out: each request ranks anew."""
    number = whole(value)
    if not 0 <= number <= FARTHEST:
        raise ValueError("no place in a search")
    return number


class SearchFilters(Paging):
    q: str = Field("", max_length=search.LONGEST, description="Words.")
    section: str = Field("", max_length=20, description="As cs or biology.")
    venue: str = Field("", max_length=255, description="The key of a venue.")
    from_year: int | None = Field(None, ge=1000, le=2999)
    to_year: int | None = Field(None, ge=1000, le=2999)
    author: str = Field("", max_length=255, description="Words of a name.")
    has_summaries: bool = False
    order: Literal["relevance", "year", "activity"] = "relevance"

    @property
    def start(self) -> int:
        return unpack(self.cursor, [place])[0] if self.cursor else 0

    def query(self) -> search.Query:
        return search.Query(
            words=self.q,
            section=self.section,
            venue=self.venue,
            years=search.Years(self.from_year, self.to_year),
            author=self.author,
            has_summaries=self.has_summaries,
            order=self.order,
        )


class FoundPapers(Schema):
    count: int
    is_more: bool = Field(description="More than `count` match.")
    items: list[PaperFacts]
    next: str | None = Field(description="The address of the next page.")


class FoundSummaries(Schema):
    count: int
    is_more: bool = Field(description="More than `count` match.")
    items: list[SummaryHead]
    next: str | None = Field(description="The address of the next page.")


@router.get("/papers", response=FoundPapers, summary="Search papers", operation_id="search_papers")
def search_papers(request: HttpRequest, response: HttpResponse, filters: Query[SearchFilters]):
    """Papers whose titles, names or abstracts have the words."""
    start = filters.start
    with search.patience():
        found = search.papers(filters.query(), start, filters.limit)
    keys = [paper.pk for paper in found.rows]
    by_key = Paper.objects.with_head().in_bulk(keys)
    cursor = _cursor(found, start)
    items = [by_key[pk] for pk in keys if pk in by_key]
    return _answer(found, items, following(request, response, cursor))


@router.get(
    "/summaries",
    response=FoundSummaries,
    summary="Search summaries",
    operation_id="search_summaries",
)
def search_summaries(request: HttpRequest, response: HttpResponse, filters: Query[SearchFilters]):
    """Public summaries whose texts have the words."""
    start = filters.start
    with search.patience():
        found = search.summaries(filters.query(), start, filters.limit)
    cursor = _cursor(found, start)
    return _answer(found, found.rows, following(request, response, cursor))


def _cursor(found: search.Found, start: int) -> str:
    behind = start + len(found.rows)
    return pack([behind]) if found.rows and behind < min(found.count, FARTHEST) else ""


def _answer(found: search.Found, rows: list, address: str | None) -> dict:
    return {"count": found.count, "is_more": found.is_more, "items": rows, "next": address}
