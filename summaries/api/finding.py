"""The search of the site, for programs."""

from typing import Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from summaries import search
from summaries.keyset import whole

from .cursors import pack, unpack
from .pages import Paging, following
from .pieces import PAPERS, SUMMARIES, answered, written
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
    with search.patience():
        found = search.keys_of_papers(filters.query(), filters.start, filters.limit)
    return _answer(request, response, filters, found, PAPERS.items_of(found.rows))


@router.get(
    "/summaries",
    response=FoundSummaries,
    summary="Search summaries",
    operation_id="search_summaries",
)
def search_summaries(request: HttpRequest, response: HttpResponse, filters: Query[SearchFilters]):
    """Public summaries whose texts have the words."""
    with search.patience():
        found = search.keys_of_summaries(filters.query(), filters.start, filters.limit)
    return _answer(request, response, filters, found, SUMMARIES.items_of(found.rows))


def _answer(request, response, filters: SearchFilters, found: search.Found, items: str):
    behind = filters.start + len(found.rows)
    has_more = found.rows and behind < min(found.count, FARTHEST)
    address = following(request, response, pack([behind]) if has_more else "")
    return answered(
        response,
        count=written(found.count),
        is_more=written(found.is_more),
        items=items,
        next=written(address),
    )
