"""When a page last changed, for readers and caches that ask."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.http import http_date
from django.utils.timezone import now

STARTED_AT = now()  # a new release may draw the same rows differently


def modified(moments: Sequence[datetime | None]) -> str:
    """When the newest of what a page shows was changed, as headers have it."""
    return http_date(max([STARTED_AT, *filter(None, moments)]).timestamp())


def last_modified(response, moments: Sequence[datetime | None]):
    """Say so on `response`; returns it."""
    response.headers["Last-Modified"] = modified(moments)
    return response
