"""Where papers appear, and what they are about."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from pydantic import Field

from summaries.keyset import text, whole
from summaries.models import Keyword, Venue

from .cursors import Order
from .pages import Paging, page_of
from .schemas import KeywordFacts, VenueFacts

router = Router()
BY_NAME = Order((("name", text), ("pk", whole)))


class VenuePage(Schema):
    items: list[VenueFacts]
    next: str | None = Field(description="The address of the next page.")


class KeywordPage(Schema):
    items: list[KeywordFacts]
    next: str | None = Field(description="The address of the next page.")


@router.get(
    "/venues", response=VenuePage, summary="List venues", operation_id="venues", tags=["venues"]
)
def venues(request: HttpRequest, response: HttpResponse, filters: Query[Paging]):
    """Conferences and journals by name."""
    return page_of(request, response, Venue.objects.with_counts(), BY_NAME, filters)


@router.get(
    "/venues/{path:key}",
    response=VenueFacts,
    summary="One venue",
    operation_id="venue",
    tags=["venues"],
)
def venue(request: HttpRequest, key: str):
    """The venue with that key, as in dblp: conf/nips."""
    return get_object_or_404(Venue.objects.with_counts(), key=key)


@router.get(
    "/keywords",
    response=KeywordPage,
    summary="List keywords",
    operation_id="keywords",
    tags=["keywords"],
)
def keywords(request: HttpRequest, response: HttpResponse, filters: Query[Paging]):
    """Keywords by name, each with the section it belongs to."""
    return page_of(request, response, Keyword.objects.all(), BY_NAME, filters)
