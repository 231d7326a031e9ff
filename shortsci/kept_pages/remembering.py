"""Numbers that are dear to count and that many pages show, until something is written."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import connection

from shortsci.replica import reading_from_primary

from .clock import EVERYTHING, begin_groups, is_current, read_clock, unheard
from .store import store

HOUR = 3600
DEAR, A_WHILE = 0.05, 600  # seconds that it may take to count each time; else, how long it holds


def remembered(name: str, count: Callable[[], Any]) -> Any:
    """What `count` gives; for as long as nothing is written that may change it, asked once.

    Votes and comments change none of these numbers. Within a transaction it is always counted.
    """
    if not settings.PAGE_CACHE_SECONDS or connection.in_atomic_block:
        return count()
    key, noted = f"pages:number:{name.replace(' ', '-')}", 0
    with unheard():
        since, number = store.get(key, (0, None))
        if since and is_current([], since):
            return number
        noted = read_clock()
    with reading_from_primary():
        number = count()
    with unheard():
        if noted and noted <= begin_groups([EVERYTHING]):
            store.set(key, (noted, number), HOUR)
    return number


def roughly(name: str, count: Callable[[], Any]) -> Any:
    """The same, but what takes long to count holds for some minutes, whatever is written.

    For overviews: where counting is dear, one more or less is not seen.
    """
    if not settings.PAGE_CACHE_SECONDS or connection.in_atomic_block:
        return count()
    key = f"pages:rough:{name.replace(' ', '-')}"
    with unheard():
        if held := store.get(key):
            return held[0]
    started = time.monotonic()
    number = remembered(name, count)
    if time.monotonic() - started > DEAR:
        with unheard():
            store.set(key, (number,), A_WHILE)
    return number
