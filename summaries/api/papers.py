"""Papers, and what they are about."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from summaries.models import Paper

from .pages import NEWEST_FIRST, Paging
from .pieces import PAPERS, page_of_pieces
from .schemas import PaperFacts

router = Router(tags=["papers"])


class PaperFilters(Paging):
    venue: str = Field("", max_length=255, description="The key of a venue, as conf/nips.")
    year: int | None = Field(None, ge=1000, le=2999)
    author: str = Field("", max_length=255, description="The slug of an author.")
    keyword: str = Field("", max_length=100, description="As cs.LG.")
    section: str = Field("", max_length=20, description="As cs or biology.")
    has_summaries: bool | None = None


class PaperPage(Schema):
    items: list[PaperFacts]
    next: str | None = Field(description="The address of the next page.")


def chosen(rows: QuerySet, filters: PaperFilters) -> QuerySet:
    columns = {
        "venue__key": filters.venue,
        "year": filters.year,
        "authors__slug": filters.author,
        "keywords__name": filters.keyword,
    }
    rows = rows.filter(**{column: value for column, value in columns.items() if value})
    if filters.section:
        rows = rows.in_section(filters.section)  # type: ignore[attr-defined]
    if filters.has_summaries is not None:
        counts = {"summary_count__gt": 0} if filters.has_summaries else {"summary_count": 0}
        rows = rows.filter(**counts)
    return rows


@router.get("", response=PaperPage, summary="List papers", operation_id="papers")
def papers(request: HttpRequest, response: HttpResponse, filters: Query[PaperFilters]):
    """The papers that fulfil all of the filters, the last added first."""
    untold = Paper.objects.with_words_of_nobody().values("pk")
    rows = chosen(Paper.objects.exclude(pk__in=untold), filters)
    return page_of_pieces(request, response, rows, NEWEST_FIRST, filters, PAPERS)


@router.get("/{path:key}", response=PaperFacts, summary="One paper", operation_id="paper")
def paper(request: HttpRequest, key: str):
    """The paper with that key; any other name of it (DOI, arXiv id, address) does as well."""
    rows = Paper.objects.with_head()
    found = rows.filter(key=key).first() or rows.resolve(key)
    if found is None:
        raise Http404(f"No paper goes by “{key}” here.")
    return found
