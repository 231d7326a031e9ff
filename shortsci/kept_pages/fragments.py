"""Pieces of strangers' pages in the shared cache: a vote drops each list, and one entry of it."""

import math
from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils.html import escape
from django.utils.safestring import SafeString

from shortsci.addresses import log_in_address
from shortsci.replica import reading_from_primary

from .clock import CLOCK, EVERYTHING, begin_groups, group, read_clock, unheard
from .request import is_usual
from .store import store

MARK = "\0{}\0"  # what is put into a piece on its way out; no text holds a NUL
# Stands in pieces for the way to the log-in, and from there back to the page: so they belong to no
# page, and the same one is in many.
LOG_IN = MARK.format("log in")
NEVER = math.inf  # no piece is as young as a group must be that the cache has forgotten


def are_kept() -> bool:
    """Not within a transaction, whose own rows nobody else sees yet."""
    return bool(settings.PAGE_CACHE_SECONDS and not connection.in_atomic_block)


def are_kept_for(request) -> bool:
    """Those of strangers alone, who all see the same, under an address that our pages have."""
    is_ours = are_kept() and is_usual(request.path, request.META["QUERY_STRING"])
    return is_ours and not request.user.is_authenticated


def kept(
    request, groups: dict[str, str], make: Callable[[list[str]], dict[str, str]]
) -> dict[str, SafeString]:
    """The pieces of these names, each of which has the group of the pages that it is dropped with.

    `make` gives those that are not in the cache; for who is no stranger, all of them.
    """
    if not are_kept_for(request):
        return {name: SafeString(piece) for name, piece in make(list(groups)).items()}
    pieces, way = gathered(groups, partial(_made, request, make)), escape(log_in_address(request))
    # Templates made them.
    return {name: SafeString(piece.replace(LOG_IN, way)) for name, piece in pieces.items()}


def gathered(groups: dict[str, str], make: Callable[[list[str]], dict[str, Any]]) -> dict[str, Any]:
    """The pieces of these names, of what anybody may see; `make` gives those that are not kept.

    None for what neither has.
    """
    if not are_kept():
        return make(list(groups))
    noted: int = 0
    pieces: dict[str, Any] = {}
    with unheard():
        noted, pieces = current(groups)
    if missing := [name for name in groups if name not in pieces]:
        with reading_from_primary():
            made = make(missing)
        pieces |= made
        if noted:
            keep(noted, {name: groups[name] for name in made}, made)
    return {name: pieces[name] for name in groups if name in pieces}


def _made(request, make, names: list[str]) -> dict[str, str]:
    """Drawn for no page in particular."""
    own, request.log_in_address = log_in_address(request), LOG_IN
    try:
        return {name: str(piece) for name, piece in make(names).items()}
    finally:
        request.log_in_address = own


def keep(noted: int, groups: dict[str, str], made: dict[str, Any]) -> None:
    """Nothing that was written to since the clock showed that."""
    with unheard():
        if noted <= begin_groups({EVERYTHING, *groups.values()}):
            fresh = {_key(name): (noted, piece) for name, piece in made.items()}
            store.set_many(fresh, settings.PAGE_CACHE_SECONDS)


def current(groups: dict[str, str]) -> tuple[int, dict[str, Any]]:
    """What the clock shows, and the pieces that nothing has changed, in one question."""
    struck = {name: group(name) for name in {EVERYTHING, *groups.values()}}
    keys = {name: _key(name) for name in groups}
    found = store.get_many([CLOCK, *keys.values(), *struck.values()])
    everything = found.get(struck[EVERYTHING], NEVER)
    since = {name: max(everything, found.get(key, NEVER)) for name, key in struck.items()}
    pieces = {
        name: found[key][1]
        for name, key in keys.items()
        if key in found and found[key][0] >= since[groups[name]]
    }
    return found.get(CLOCK) or read_clock(), pieces


def _key(name: str) -> str:
    return f"pages:piece:{name}"
