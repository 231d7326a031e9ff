"""Pieces of lists in the shared cache: a vote drops each list, and one entry of it."""

import hashlib
from collections.abc import Callable

from django.conf import settings
from django.db import connection
from django.utils.safestring import SafeString, mark_safe

from shortsci.replica import reading_from_primary

from .clock import EVERYTHING, begin_groups, group, read_clock, unheard
from .store import store


def are_kept_for(request) -> bool:
    """Those of strangers alone, who all see the same."""
    is_on = settings.PAGE_CACHE_SECONDS and not connection.in_atomic_block
    return bool(is_on and not request.user.is_authenticated)


def kept(request, groups: dict[int, str], make: Callable[[list[int]], dict[int, str]]) -> list:
    """The piece of each row in the order of `groups`, which has the group of each row's pages.

    `make` gives the pieces of the rows that are not in the cache. A piece links to the log-in and
    from there back to its page, so each page has its own.
    """
    page = hashlib.sha256(request.get_full_path().encode()).hexdigest()[:32]
    names = {pk: f"pages:entry:{pk}:{page}" for pk in groups}
    noted, pieces = 0, {}
    with unheard():
        noted = read_clock()
        pieces = _current(names, groups)
    if missing := [pk for pk in groups if pk not in pieces]:
        with reading_from_primary():
            made = make(missing)
        pieces |= made
    if missing and noted:
        with unheard():
            if noted <= begin_groups([EVERYTHING, *{groups[pk] for pk in missing}]):
                fresh = {names[pk]: (noted, str(piece)) for pk, piece in made.items()}
                store.set_many(fresh, settings.PAGE_CACHE_SECONDS)
    return [_safe(pieces[pk]) for pk in groups if pk in pieces]


def _current(names: dict[int, str], groups: dict[int, str]) -> dict[int, str]:
    """The pieces that nothing has changed, in one question."""
    struck = [group(name) for name in {EVERYTHING, *groups.values()}]
    found = store.get_many([*names.values(), *struck])
    everything = found.get(group(EVERYTHING))
    return {
        pk: found[name][1]
        for pk, name in names.items()
        if name in found and _is_older(found[name][0], everything, found.get(group(groups[pk])))
    }


def _is_older(noted: int, *struck: int | None) -> bool:
    return all(moment is not None and moment <= noted for moment in struck)


def _safe(piece: str) -> SafeString:
    return mark_safe(piece)  # noqa: S308 - a template made it
