"""Public summaries: the heads of many, the text of one."""

from typing import Literal

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from pydantic import Field

from summaries.keyset import moment, real, whole
from summaries.models import Summary

from .cursors import Order
from .pages import Paging
from .pieces import SUMMARIES, page_of_pieces
from .schemas import SummaryFacts, SummaryHead

router = Router(tags=["summaries"])

ORDERS = {
    "recent": Order((("-published_at", moment), ("-pk", whole))),
    "best": Order((("-quality", real), ("-published_at", moment), ("-pk", whole))),
    "hot": Order((("-hot", real), ("-pk", whole))),
}


class SummaryFilters(Paging):
    order: Literal["recent", "best", "hot"] = "recent"
    paper: str = Field("", max_length=255, description="The key of a paper.")
    person: str = Field("", max_length=150, description="A user name; what they signed.")
    venue: str = Field("", max_length=255, description="The key of a venue.")
    keyword: str = Field("", max_length=100, description="As cs.LG.")
    section: str = Field("", max_length=20, description="As cs or biology.")


class SummaryPage(Schema):
    items: list[SummaryHead]
    next: str | None = Field(description="The address of the next page.")


def chosen(filters: SummaryFilters) -> QuerySet:
    columns = {
        "paper__key": filters.paper,
        "paper__venue__key": filters.venue,
        "paper__keywords__name": filters.keyword,
    }
    rows = Summary.objects.listed()
    rows = rows.filter(**{column: value for column, value in columns.items() if value})
    if filters.person:
        rows = rows.filter(
            author__username=filters.person, author__is_active=True, is_anonymous=False
        )
    return rows.in_section(filters.section) if filters.section else rows


@router.get("", response=SummaryPage, summary="List summaries", operation_id="summaries")
def summaries(request: HttpRequest, response: HttpResponse, filters: Query[SummaryFilters]):
    """The public summaries that fulfil all of the filters, without their texts."""
    rows, order = chosen(filters), ORDERS[filters.order]
    return page_of_pieces(request, response, rows, order, filters, SUMMARIES)


@router.get("/{int:pk}", response=SummaryFacts, summary="One summary", operation_id="summary")
def summary(request: HttpRequest, pk: int):
    """One public summary with its text, in markdown, as HTML with MathML, and plain."""
    rows = Summary.objects.listed().select_related("author", "paper")
    return get_object_or_404(rows, pk=pk)
