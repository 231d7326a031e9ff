"""What `manage.py check --deploy` says about settings that only a server has."""

from django.conf import settings
from django.core.checks import Tags, Warning, register
from django.db import connections

from shortsci.caches import is_shared
from shortsci.databases import TIMEOUTS

ALONE = Warning(
    "Each process counts limits by itself, so that they are as many times as loose.",
    hint="Set CACHE_URL to a cache that all processes share, or WEB_CONCURRENCY to 1.",
    id="shortsci.W001",
)
UNCOUNTED = Warning(
    "No limit is counted: the cache forgets everything at once.",
    hint="Set CACHE_URL to a cache that keeps what it is told.",
    id="shortsci.W002",
)
UNSENT = Warning(
    "Mails are printed, not sent: nobody can confirm an address or set a new password.",
    hint="Set EMAIL_URL.",
    id="shortsci.W003",
)


def listen() -> None:
    """Called once, when the site has started."""
    register(check_that_limits_are_counted, Tags.caches, deploy=True)
    register(check_that_mail_leaves, Tags.security, deploy=True)
    register(check_that_the_role_has_limits, Tags.database, deploy=True)


def check_that_limits_are_counted(app_configs=None, **kwargs) -> list[Warning]:
    cache = settings.CACHES["default"]
    if cache["BACKEND"].endswith("dummy.DummyCache"):
        return [UNCOUNTED]
    return [ALONE] if settings.WEB_CONCURRENCY > 1 and not is_shared(cache) else []


def check_that_mail_leaves(app_configs=None, **kwargs) -> list[Warning]:
    return [UNSENT] if settings.EMAIL_BACKEND.endswith(".console.EmailBackend") else []


def check_that_the_role_has_limits(app_configs=None, databases=None, **kwargs) -> list[Warning]:
    """Asked of the database itself, with `check --deploy --database default`."""
    if not settings.DATABASE_PGBOUNCER or "default" not in (databases or []):
        return []
    with connections["default"].cursor() as cursor:
        question = "SELECT current_setting(name) FROM unnest(%s::text[]) AS name"
        cursor.execute(question, [[*TIMEOUTS]])
        endless = [name for name, row in zip(TIMEOUTS, cursor, strict=True) if row[0] == "0"]
    return [
        Warning(
            f"Behind PgBouncer the database has no {name}.",
            hint=f"ALTER ROLE shortsci SET {name} = '{TIMEOUTS[name]}'",
            id="shortsci.W004",
        )
        for name in endless
    ]
