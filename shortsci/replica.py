"""Reading from a copy of the database: who may, and for how long somebody who wrote may not.

A copy is some milliseconds behind. Whoever has just written reads from the primary for five
seconds, by a cookie. Who somebody is and what they may do is always read there, so that a log-out,
a suspension or a withdrawn right holds on the next request; so is all that programs ask with a
token, and everything outside of a request.
"""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import DatabaseError, connections

PINNED = "wrote"  # the cookie's name
SECONDS = 5  # that a writer reads from the primary
TO_BE_KEPT = "shortsci.to_be_kept"  # in the environ of a request whose answer others will get
LOOK_EVERY = 2  # seconds between two looks at the copy
LOOKS = {"GET", "HEAD", "OPTIONS"}
WHO = {"account", "accounts", "admin", "auth", "mfa", "sessions", "socialaccount", "usersessions"}
UNSEEN = {"readermark", "dailysalt", "dailyreaders"}  # a reader writes these, and never sees them
WRITTEN = "SELECT pg_current_wal_lsn() - '0/0'"  # how far the primary is
SHOWN = "SELECT pg_last_wal_replay_lsn() - '0/0'"  # and how far the copy

logger = logging.getLogger(__name__)


@dataclass
class Reading:
    """From where the request at hand reads."""

    from_replica: bool = False
    is_strangers: bool = False
    has_written: bool = False

    def may_read(self, app_label: str) -> bool:
        return self.from_replica and (self.is_strangers or app_label not in WHO)


_reading: ContextVar[Reading | None] = ContextVar("reading", default=None)


@contextmanager
def reading_from_primary() -> Iterator[None]:
    """What is read inside will be kept for others, and no copy may be behind then."""
    reading = _reading.get()
    token = _reading.set(reading and replace(reading, from_replica=False))
    try:
        yield
    finally:
        _reading.reset(token)


class Router:
    """Sends what may be a moment old to the copy, and everything else to the primary."""

    def db_for_read(self, model, **hints) -> str:
        reading = _reading.get()
        if reading is None or not reading.may_read(model._meta.app_label):
            return "default"
        # What a transaction reads belongs to it.
        return "default" if connections["default"].in_atomic_block else "replica"

    def db_for_write(self, model, **hints) -> str:
        reading = _reading.get()
        if reading and model._meta.model_name not in UNSEEN:
            reading.has_written = True
            reading.from_replica = False  # from here on it reads what it wrote
        return "default"

    def allow_relation(self, first, second, **hints) -> bool:
        return True

    def allow_migrate(self, alias, app_label, **hints) -> bool:
        return alias == "default"


class Health:
    """Whether the copy is less behind than the time for which writers are kept away from it.

    Every other second it is noted how far the primary is; the copy is as old as the newest of
    these notes that it has come up to.
    """

    def __init__(self) -> None:
        self.is_well = False
        self.notes: list[tuple[float, int]] = []

    def __call__(self) -> bool:
        now = time.monotonic()
        if not self.notes or now - self.notes[-1][0] >= LOOK_EVERY:
            was_well, self.is_well = self.is_well, self.look(now)
            if self.is_well != was_well:
                logger.warning(
                    "The copy of the database is %sused.", "" if self.is_well else "not "
                )
        return self.is_well

    def look(self, now: float) -> bool:
        self.notes = [note for note in self.notes if now - note[0] < SECONDS]
        self.notes.append((now, position("default", WRITTEN)))
        shown = position("replica", SHOWN)
        reached = [at for at, written in self.notes if 0 < written <= shown]
        return bool(reached) and now - reached[-1] < SECONDS - LOOK_EVERY


def position(alias: str, question: str) -> int:
    """Bytes written or shown so far; 0 from one that does not answer or is no copy."""
    try:
        with connections[alias].cursor() as cursor:
            cursor.execute(question)
            return int(cursor.fetchone()[0] or 0)
    except DatabaseError:
        return 0


def pin_writers(get_response):
    """Choose for each request from where it reads; mark whoever has just written."""
    if "replica" not in settings.DATABASES:
        raise MiddlewareNotUsed
    is_well = Health()

    def middleware(request):
        reading = Reading(may_be_old(request) and is_well(), is_strangers(request))
        token = _reading.set(reading)
        try:
            response = get_response(request)
        finally:
            _reading.reset(token)
        if reading.has_written and request.method not in LOOKS:
            safe = {"secure": settings.HTTPS, "httponly": True, "samesite": "Lax"}
            response.set_cookie(PINNED, "1", SECONDS, **safe)
        return response

    return middleware


def may_be_old(request) -> bool:
    is_programs = "Authorization" in request.headers
    is_kept = TO_BE_KEPT in request.META
    is_pinned = PINNED in request.COOKIES
    return request.method in LOOKS and not (is_pinned or is_programs or is_kept)


def is_strangers(request) -> bool:
    return settings.SESSION_COOKIE_NAME not in request.COOKIES
