"""Numbers that are dear to count and that many pages show, until something is written."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import connection

from .clock import EVERYTHING, begin_groups, is_current, read_clock


def remembered(name: str, count: Callable[[], Any]) -> Any:
    """What `count` gives; for as long as nothing is written that may change it, asked once.

    Votes and comments change none of these numbers.
    """
    if not settings.PAGE_CACHE_SECONDS or connection.in_atomic_block:
        return count()
    noted, number = cache.get(f"pages:number:{name}", (0, None))
    if noted and is_current([], noted):
        return number
    noted, number = read_clock(), count()
    begin_groups([EVERYTHING])
    cache.set(f"pages:number:{name}", (noted, number), settings.PAGE_CACHE_SECONDS * 60)
    return number
