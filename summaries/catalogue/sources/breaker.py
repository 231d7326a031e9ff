"""Which source to leave alone: one that fails often, that asked for it, or was asked just now.

All of it lives in the shared cache, so that every process of the site keeps to it.
"""

import time

from django.conf import settings
from django.core.cache import cache

from .deadline import Deadline
from .problems import Resting

FAILURES = 5  # in a row, until a source is left alone
REST = 60  # seconds; then one question may try again
MEMORY = 600  # seconds, after which failures are forgotten
LONGEST_REST = 3600
MOMENT = 0.05  # seconds between two looks whether it is our turn
NEEDED = 0.5  # seconds that an answer takes at least: with less left, waiting is of no use


def insist_on_working(source: str) -> None:
    """Resting while the source is left alone; every minute, one question goes through."""
    if cache.get(_key(source, "rest")):
        raise Resting("asked us to come back later")
    failed = cache.get(_key(source, "failures"), 0) >= FAILURES
    if failed and not cache.add(_key(source, "trial"), 1, timeout=REST):
        raise Resting("did not answer lately, so we leave it alone for a minute")


def note_failure(source: str) -> None:
    """One more in a row; after the last one the source is left alone."""
    cache.add(_key(source, "failures"), 0, timeout=MEMORY)
    try:
        failures = cache.incr(_key(source, "failures"))
    except ValueError:  # it went away between the two calls
        return
    if failures >= FAILURES:
        cache.set(_key(source, "trial"), 1, timeout=REST)


def note_success(source: str) -> None:
    cache.delete_many([_key(source, "failures"), _key(source, "trial")])


def let_rest(source: str, seconds: float) -> None:
    """Ask nothing for as long as the source wishes."""
    cache.set(_key(source, "rest"), 1, timeout=max(1, min(seconds, LONGEST_REST)))


def await_turn(source: str, deadline: Deadline) -> None:
    """Wait until as much time has passed since the last question as the source wants.

    Resting when that is later than somebody would wait.
    """
    pace = settings.METADATA_PACE.get(source)
    while pace and not cache.add(_key(source, "turn"), 1, timeout=pace):
        if deadline.left < NEEDED:
            raise Resting("is busy: others are asking it")
        time.sleep(MOMENT)


def _key(source: str, what: str) -> str:
    return f"metadata:{source}:{what}"
