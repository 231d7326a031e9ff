"""One clock of all writes in the shared cache, and when each group of pages was written to last.

A page notes the clock before its rows are read. It is current as long as none of its groups shows
a later time. A group that the cache has forgotten counts as written to just now.
"""

import logging
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from shortsci.caches import Away

from . import near
from .store import store

logger = logging.getLogger(__name__)

CLOCK = "pages:clock"
EVERYTHING = "everything"  # a group that every page is in
KNOWN = 3600  # seconds that a group is remembered: there are as many as papers
PAUSE = 1  # seconds between two tries to tell a cache that is away what was written
LISTS = "lists"  # of those that say nothing else: whatever is written may show there


@contextmanager
def unheard() -> Iterator[None]:
    """Go on where the cache is away: nothing comes from it then, so nothing old either."""
    try:
        yield
    except Away:
        pass  # what it failed of has been logged
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
    """Make all pages of these groups out of date, whatever process keeps them.

    Where the cache is away it may come back with pages that are older than what was written, so
    this process goes on trying.
    """
    owed.update(dict.fromkeys(groups, object()))
    try:
        pay()
    except Exception:
        threading.Thread(target=_pay_later, daemon=True).start()
        raise


# Groups that are to be struck, each with what is another thing whenever it is owed anew.
owed: dict[str, object] = {}
_one_pays = threading.Lock()


def pay() -> None:
    near.forget()
    due = dict(owed)
    names = [group(name) for name in due]
    at_once = getattr(store, "strike", None)  # Redis does it in one
    if at_once:
        at_once(CLOCK, names, KNOWN)
    else:
        read_clock()
        store.set_many(dict.fromkeys(names, store.incr(CLOCK)), timeout=KNOWN)
    near.forget()  # what another thread has held between
    for name, mark in due.items():
        if owed.get(name) is mark:
            owed.pop(name, None)


def _pay_later() -> None:
    """Every second, until the cache is there; one thread of a process does it for all."""
    while owed and _one_pays.acquire(blocking=False):
        try:
            time.sleep(PAUSE)
            with unheard():
                pay()
        finally:
            _one_pays.release()


def begin_groups(groups: Iterable[str]) -> int:
    """Have the cache know groups that it does not know yet: as written to at this moment.

    What the clock shows. What was noted later comes from before the cache lost its contents.
    """
    now = read_clock()
    for name in groups:
        store.add(group(name), now, timeout=KNOWN)
    return now


def is_current(groups: Iterable[str], noted: int) -> bool:
    """Whether none of them was written to since the clock showed that."""
    names = [group(name) for name in {EVERYTHING, *groups}]
    found = store.get_many(names)
    return len(found) == len(names) and all(struck <= noted for struck in found.values())
