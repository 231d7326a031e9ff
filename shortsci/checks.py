"""What `manage.py check --deploy` says about a server, besides what Django says."""

from django.conf import settings
from django.core.checks import Tags, Warning, register

from shortsci.caches import is_shared

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


def listen() -> None:
    """Called once, when the site has started."""
    register(check_that_limits_are_counted, Tags.caches, deploy=True)


def check_that_limits_are_counted(app_configs=None, **kwargs) -> list[Warning]:
    cache = settings.CACHES["default"]
    if cache["BACKEND"].endswith("dummy.DummyCache"):
        return [UNCOUNTED]
    return [ALONE] if settings.WEB_CONCURRENCY > 1 and not is_shared(cache) else []
