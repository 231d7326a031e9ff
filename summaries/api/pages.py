"""What every list of the API takes and gives."""

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Schema
from pydantic import Field

from summaries.keyset import whole

from .cursors import LONGEST, Order

NEWEST_FIRST = Order((("-pk", whole),))


class Paging(Schema):
    """Which part of a list."""

    cursor: str = Field("", max_length=LONGEST, description="As “next” of a page has it.")
    limit: int = Field(30, ge=1, le=100, description="How many at most.")


def page_of(
    request: HttpRequest, response: HttpResponse, rows: QuerySet, order: Order, paging: Paging
) -> dict:
    """One page, and the whole address of the next, which `Link` names, too."""
    items, cursor = order.page(rows, paging.cursor, paging.limit)
    return {"items": items, "next": following(request, response, cursor)}


def following(request: HttpRequest, response: HttpResponse, cursor: str) -> str | None:
    """The whole address of the page that the cursor begins, which `Link` names from now on."""
    if not cursor:
        return None
    query = request.GET.copy()
    query["cursor"] = cursor
    address = f"{settings.SITE_URL}{request.path}?{query.urlencode()}"
    response.headers["Link"] = f'<{address}>; rel="next"'
    return address
