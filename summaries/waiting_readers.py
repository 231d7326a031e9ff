"""Readers who wait in the shared cache to be written down, so that a beacon writes no row.

What waits is what a mark says: a day, and hashes that mean nothing on the next. It is taken out
when it has been written, so whoever is stopped between writes the same once more, which changes
nothing. Without Redis nobody waits.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from shortsci.kept_pages.clock import unheard
from shortsci.kept_pages.store import store

WAITING, KNOWN = "readers:waiting", "readers:known"
DAYS = 2 * 86_400  # seconds after which what nobody has written down is forgotten
MOST = 100_000  # that wait; who comes then is written down at once
BATCH = 500


@dataclass(frozen=True)
class Reading:
    """That somebody, known only by a hash, read a paper's page and these summaries."""

    day: date
    visitor: bytes
    paper: int
    summaries: tuple[int, ...]

    def __str__(self) -> str:
        return f"{self.of_whom} {','.join(map(str, self.summaries))}"

    @property
    def of_whom(self) -> str:
        return f"{self.day} {self.visitor.hex()} {self.paper}"


def reading_of(text: str) -> Reading:
    """What `str` has made a text of."""
    day, visitor, paper, summaries = text.split(" ")
    numbers = tuple(map(int, filter(None, summaries.split(","))))
    return Reading(date.fromisoformat(day), bytes.fromhex(visitor), int(paper), numbers)


def _set() -> Any:
    """The cache, if it knows sets."""
    return store if hasattr(store, "some_members") else None


def let_wait(reading: Reading) -> bool:
    """False where there is no cache for it, or no room."""
    with unheard():
        if not (cache := _set()):
            return False
        if cache.join(WAITING, str(reading), DAYS) <= MOST:
            cache.join(KNOWN, reading.of_whom, DAYS)
            return True
        cache.leave(WAITING, [str(reading)])  # or there would be more of them all the same
    return False


def waits(reading: Reading) -> bool:
    """Whether that reader of that paper is among them, whatever they read of it."""
    with unheard():
        if cache := _set():
            return cache.has_member(KNOWN, reading.of_whom)
    return False


def batches() -> Iterator[list[Reading]]:
    """All who wait, some at a time; they are taken out when the next are asked for."""
    while texts := _some():
        readings = [reading_of(text) for text in texts]
        yield readings
        with unheard():
            _set().leave(KNOWN, [each.of_whom for each in readings])
        _set().leave(WAITING, texts)


def _some() -> list[str]:
    with unheard():
        if cache := _set():
            return cache.some_members(WAITING, BATCH)
    return []
