"""What `manage.py check --deploy` says about settings that only a server has."""

from django.conf import settings
from django.core.checks import Tags, Warning, register
from django.db import connections

from shortsci.databases import TIMEOUTS


@register(Tags.security, deploy=True)
def mail_leaves(app_configs, **kwargs):
    if not settings.EMAIL_BACKEND.endswith(".console.EmailBackend"):
        return []
    words = "Mails are printed, not sent: nobody can confirm an address or set a new password."
    return [Warning(words, hint="Set EMAIL_URL.", id="shortsci.W001")]


@register(Tags.caches, deploy=True)
def cache_is_shared(app_configs, **kwargs):
    if not settings.CACHES["default"]["BACKEND"].endswith(".LocMemCache"):
        return []
    words = "Each web process has a cache of its own, so each counts limits by itself."
    return [Warning(words, hint="Set CACHE_URL to redis://host/1.", id="shortsci.W002")]


@register(Tags.database, deploy=True)
def role_has_limits(app_configs, databases=None, **kwargs):
    """Asked of the database itself, with `check --deploy --database default`."""
    if not settings.DATABASE_PGBOUNCER or "default" not in (databases or []):
        return []
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT current_setting(name) FROM unnest(%s) AS name", [[*TIMEOUTS]])
        endless = [name for name, row in zip(TIMEOUTS, cursor, strict=True) if row[0] == "0"]
    return [
        Warning(
            f"Behind PgBouncer the database has no {name}.",
            hint=f"ALTER ROLE shortsci SET {name} = '{TIMEOUTS[name]}'",
            id="shortsci.W003",
        )
        for name in endless
    ]
