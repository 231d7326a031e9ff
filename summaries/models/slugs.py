"""Addresses of namesakes: `wei-wang`, `wei-wang-2`, … without reading them all."""

import secrets
from collections.abc import Iterable

from django.utils.text import slugify

LONGEST = 240  # leaves room for a number
DOUBLES = [2**power for power in range(1, 24)]
CHUNK = 900  # values of one query: SQLite takes no thousands
STEPS = 16  # into which what lies between a taken and a free number is cut


def slug_of(name: str) -> str:
    return slugify(name, allow_unicode=True)[:LONGEST] or "author"


def free_slugs(rows, names: list[str]) -> list[str]:
    """A slug for each name that no row has, nor another one of the names."""
    bases = [slug_of(name) for name in names]
    last = _last_taken(rows, set(bases))
    given: dict[str, str] = {}  # slug → its base
    for base in bases:
        while _numbered(base, last[base] + 1) in given:
            last[base] += 1
        given[_numbered(base, last[base] + 1)] = base
    gaps = _taken(rows, given)  # after numbers that somebody freed, others are taken
    return [f"{base}-{secrets.token_hex(4)}" if s in gaps else s for s, base in given.items()]


def _last_taken(rows, bases: set[str]) -> dict[str, int]:
    """Base → a taken number after which one is free; 0 when not even the first is taken."""
    taken = _taken(rows, bases)
    last = {base: int(base in taken) for base in bases}
    free = dict.fromkeys(taken, DOUBLES[-1])
    tried = dict.fromkeys(taken, DOUBLES)
    while tried:
        _narrow(rows, tried, last, free)
        tried = {b: _between(last[b], free[b]) for b in tried if free[b] - last[b] > 1}
    return last


def _narrow(rows, tried: dict[str, list[int]], last: dict[str, int], free: dict[str, int]) -> None:
    """Bring `last` and `free` of each base together, as the tried numbers are taken or not."""
    taken = _taken(rows, [_numbered(base, n) for base, numbers in tried.items() for n in numbers])
    for base, numbers in tried.items():
        for number in numbers:
            if _numbered(base, number) not in taken:
                free[base] = number
                break
            last[base] = number


def _between(last: int, free: int) -> list[int]:
    return list(range(last + 1, free, max((free - last) // STEPS, 1)))


def _taken(rows, slugs: Iterable[str]) -> set[str]:
    slugs = list(slugs)
    found: set[str] = set()
    for start in range(0, len(slugs), CHUNK):
        found |= rows.taken_slugs(slugs[start : start + CHUNK])
    return found


def _numbered(base: str, number: int) -> str:
    return base if number == 1 else f"{base}-{number}"
