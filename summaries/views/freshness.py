"""When a page last changed, for readers and caches that ask."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.http import http_date
from django.utils.timezone import now

STARTED_AT = now()  # a new release may draw the same rows differently


def last_modified(response, moments: Sequence[datetime | None]):
    """Say on `response` when the newest of what it shows was changed; returns it."""
    newest = max([STARTED_AT, *filter(None, moments)])
    response.headers["Last-Modified"] = http_date(newest.timestamp())
    return response
