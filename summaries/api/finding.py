"""The search of the site, for programs."""

from typing import Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from summaries import search
from summaries.models import Paper

from .schemas import PaperFacts, SummaryHead

router = Router(tags=["search"])
FARTHEST = 2_000  # the search puts no more in order


class SearchFilters(Schema):
    q: str = Field("", max_length=search.LONGEST, description="Words.")
    section: str = Field("", max_length=20, description="As cs or biology.")
    venue: str = Field("", max_length=255, description="The key of a venue.")
    from_year: int | None = Field(None, ge=1000, le=2999)
    to_year: int | None = Field(None, ge=1000, le=2999)
    author: str = Field("", max_length=255, description="Words of a name.")
    has_summaries: bool = False
    order: Literal["relevance", "year", "activity"] = "relevance"
    start: int = Field(0, ge=0, le=FARTHEST, description="How many to leave out.")
    limit: int = Field(30, ge=1, le=100, description="How many at most.")

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


class FoundSummaries(Schema):
    count: int
    is_more: bool = Field(description="More than `count` match.")
    items: list[SummaryHead]


@router.get("/papers", response=FoundPapers, summary="Search papers", operation_id="search_papers")
def search_papers(request: HttpRequest, filters: Query[SearchFilters]):
    """Papers whose titles, names or abstracts have the words."""
    with search.patience():
        found = search.papers(filters.query(), filters.start, filters.limit)
    keys = [paper.pk for paper in found.rows]
    by_key = Paper.objects.with_head().in_bulk(keys)
    return _answer(found, [by_key[pk] for pk in keys if pk in by_key])


@router.get(
    "/summaries",
    response=FoundSummaries,
    summary="Search summaries",
    operation_id="search_summaries",
)
def search_summaries(request: HttpRequest, filters: Query[SearchFilters]):
    """Public summaries whose texts have the words."""
    with search.patience():
        found = search.summaries(filters.query(), filters.start, filters.limit)
    return _answer(found, found.rows)


def _answer(found: search.Found, rows: list) -> dict:
    return {"count": found.count, "is_more": found.is_more, "items": rows}
