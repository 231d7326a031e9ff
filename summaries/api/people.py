"""Those who wrote papers, and those who write here."""

from django.contrib.auth import get_user_model
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from pydantic import Field

from summaries.keyset import real, whole
from summaries.models import Author

from .cursors import Order
from .pages import NEWEST_FIRST, Paging, page_of
from .schemas import AuthorFacts, PersonFacts

router = Router()
MOST_VALUED_FIRST = Order((("-contribution", real), ("-summary_count", whole), ("pk", whole)))


class AuthorFilters(Paging):
    name: str = Field("", max_length=255, description="The whole name; there may be namesakes.")


class AuthorPage(Schema):
    items: list[AuthorFacts]
    next: str | None = Field(description="The address of the next page.")


class PersonPage(Schema):
    items: list[PersonFacts]
    next: str | None = Field(description="The address of the next page.")


def authors_with_facts() -> QuerySet:
    counted = Author.objects.annotate(paper_count=Count("authorships"))
    return counted.prefetch_related("identifiers")


@router.get(
    "/authors",
    response=AuthorPage,
    summary="List authors",
    operation_id="authors",
    tags=["authors"],
)
def authors(request: HttpRequest, response: HttpResponse, filters: Query[AuthorFilters]):
    """Those who wrote papers, the last added first."""
    rows = authors_with_facts()
    rows = rows.filter(name=filters.name) if filters.name else rows
    return page_of(request, response, rows, NEWEST_FIRST, filters)


@router.get(
    "/authors/{slug}",
    response=AuthorFacts,
    summary="One author",
    operation_id="author",
    tags=["authors"],
)
def author(request: HttpRequest, slug: str):
    """One author; `/papers?author=` lists what they wrote."""
    return get_object_or_404(authors_with_facts(), slug=slug)


@router.get(
    "/people", response=PersonPage, summary="List people", operation_id="people", tags=["people"]
)
def people(request: HttpRequest, response: HttpResponse, filters: Query[Paging]):
    """Those who have a public, signed summary, the most valued first."""
    rows = get_user_model().objects.visible_to(request.user).filter(summary_count__gt=0)
    return page_of(request, response, rows, MOST_VALUED_FIRST, filters)


@router.get(
    "/people/{username}",
    response=PersonFacts,
    summary="One person",
    operation_id="person",
    tags=["people"],
)
def person(request: HttpRequest, username: str):
    """One person; `/summaries?person=` lists what they signed."""
    return get_object_or_404(get_user_model().objects.visible_to(request.user), username=username)
