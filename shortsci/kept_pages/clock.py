"""One clock of all writes in the shared cache, and when each group of pages was written to last.

A page notes the clock before its rows are read. It is current as long as none of its groups shows
a later time. A group that the cache has forgotten counts as written to just now.
"""

import logging
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from . import near
from .store import store

logger = logging.getLogger(__name__)

CLOCK = "pages:clock"
EVERYTHING = "everything"  # a group that every page is in
LISTS = "lists"  # of those that say nothing else: whatever is written may show there


@contextmanager
def unheard() -> Iterator[None]:
    """Go on where the cache is away: nothing comes from it then, so nothing old either."""
    try:
        yield
    except Exception:
        logger.exception("The cache does not answer.")


def pages_of_paper(pk: int) -> str:
    """Its own page and those of its summaries."""
    return f"paper-{pk}"


def group(name: str) -> str:
    return f"pages:group:{name}"


def read_clock() -> int:
    """Begins anew, and later than ever, when the cache has lost it."""
    return store.get_or_set(CLOCK, time.time_ns, timeout=None) or 0


def strike(groups: Iterable[str]) -> None:
    """Make all pages of these groups out of date, whatever process keeps them."""
    near.forget()
    names = [group(name) for name in groups]
    at_once = getattr(store, "strike", None)  # Redis does it in one
    if at_once:
        at_once(CLOCK, names)
    else:
        read_clock()
        store.set_many(dict.fromkeys(names, store.incr(CLOCK)), timeout=None)
    near.forget()  # what another thread has held between


def begin_groups(groups: Iterable[str]) -> None:
    """Have the cache know groups that it does not know yet: as written to at this moment."""
    now = read_clock()
    for name in groups:
        store.add(group(name), now, timeout=None)


def is_current(groups: Iterable[str], noted: int) -> bool:
    """Whether none of them was written to since the clock showed that."""
    names = [group(name) for name in {EVERYTHING, *groups}]
    found = store.get_many(names)
    return len(found) == len(names) and all(struck <= noted for struck in found.values())
