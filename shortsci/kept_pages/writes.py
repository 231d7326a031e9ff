"""See every statement that changes a table, and drop the pages that may show it on commit.

What is written drops all pages, unless the place that writes knows better (`concerning`) or the
table is one of which strangers' pages show nothing. So a new kind of write is right by itself.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.db import transaction
from django.db.backends.signals import connection_created

from .clock import EVERYTHING, LISTS, strike, unheard

_concerned: ContextVar[tuple[str, ...]] = ContextVar("concerned", default=(EVERYTHING,))

TELLING = 500  # characters of a statement; those of bulk inserts would fill the memory
_READS = re.compile(
    r"\W*(SELECT|VALUES|EXPLAIN|SAVEPOINT|RELEASE|ROLLBACK|SET|RESET|SHOW|PRAGMA|BEGIN|DECLARE"
    r"|FETCH|CLOSE|ANALYZE|LOCK)\b",
    re.I,
)
_TABLE = re.compile(r"\s*(?:INSERT\s+(?:OR \w+\s+)?INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.I)
# Tables of which strangers' pages show nothing. What is in none of them is believed to be seen.
UNSEEN = {
    "account_emailaddress",
    "account_emailconfirmation",
    "accounts_disposabledomain",
    "accounts_invitation",
    "accounts_letter",
    "accounts_mailchoice",
    "accounts_mute",
    "accounts_notice",
    "accounts_notification",
    "accounts_outgoingmail",
    "accounts_signuporigin",
    "accounts_token",
    "django_admin_log",
    "django_session",
    "mfa_authenticator",
    "socialaccount_socialaccount",
    "socialaccount_socialapp",
    "socialaccount_socialtoken",
    "summaries_bookmark",
    # Of readers only numbers are shown, which may be some seconds old.
    "summaries_dailyreaders",
    "summaries_dailysalt",
    "summaries_draft",
    "summaries_follow",
    "summaries_keptanswer",
    "summaries_picture",
    "summaries_pictureupload",
    "summaries_readermark",
    "summaries_report",
    "summaries_shingle",
    "usersessions_usersession",
}
_UNSEEN_COLUMNS = re.compile(
    r'UPDATE "accounts_user" SET (?:"(?:seen_at|seen_before_at|last_login)" = %s(?:, )?)+ WHERE'
)


@dataclass(frozen=True)
class Drop:
    """What is done on commit; equal ones are done once."""

    groups: tuple[str, ...]

    def __call__(self) -> None:
        with unheard():
            strike(self.groups)


@contextmanager
def concerning(*groups: str) -> Iterator[None]:
    """Let what is written inside concern the pages of these groups, and lists, alone."""
    token = _concerned.set((*groups, LISTS))
    try:
        yield
    finally:
        _concerned.reset(token)


@lru_cache(2_000)
def is_seen(statement: str) -> bool:
    """Whether it may change what a stranger's page shows."""
    if _READS.match(statement):
        return False
    table = _TABLE.match(statement)
    if table and table[1] in UNSEEN:
        return False
    return not _UNSEEN_COLUMNS.match(statement)


def note(connection) -> None:
    """Something was written on that connection."""
    if not settings.PAGE_CACHE_SECONDS:
        return
    drop = Drop(_concerned.get())
    inside = set(connection.savepoint_ids)
    waiting = ((sids, done) for sids, done, _ in connection.run_on_commit)
    # One that waits in a savepoint that is over may be taken back with it.
    if not any(done == drop and sids <= inside for sids, done in waiting):
        transaction.on_commit(drop, using=connection.alias)


def watch() -> None:
    """Called once, when the site has started."""
    connection_created.connect(_look_at, weak=False, dispatch_uid="kept pages")


def _look_at(connection, **kwargs) -> None:
    # First, since blocks that look at statements take the last one away at their end.
    if look not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, look)


def look(execute, sql, params, many, context):
    result = execute(sql, params, many, context)
    if is_seen(str(sql)[:TELLING]):
        note(context["connection"])
    return result
