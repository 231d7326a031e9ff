"""A few pages in the process itself: what everybody reads comes without a word to the cache.

A page is believed for `SECONDS` after the cache said that it is current; what this process writes
drops all of them at once. Who writes is logged in and gets no kept page anyway.
"""

import time
from typing import Any

SECONDS = 0.05
MOST, LARGEST = 200, 100_000  # pages, and bytes of one: each process holds its own

_pages: dict[str, tuple[float, Any]] = {}


def find(key: str) -> Any:
    """The page of that name, or None."""
    until, page = _pages.get(key, (0.0, None))
    return page if time.monotonic() < until else None


def hold(key: str, page: Any) -> None:
    if len(page.body) > LARGEST:
        return
    if len(_pages) >= MOST:
        _pages.clear()
    _pages[key] = time.monotonic() + SECONDS, page


def forget() -> None:
    _pages.clear()
