"""Whether the site is alive, and whether it is fit to answer people: asked by machines."""

import secrets
from collections.abc import Callable
from functools import cache as keep

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse
from django.views.decorators.http import require_safe


class Unfit(Exception):
    """What is wrong, in words that tell nothing of the machine."""


def look_at_database() -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        raise Unfit("The database does not answer.") from None


def look_at_migrations() -> None:
    """Once all of this release are applied they stay so: asked of the database until then."""
    try:
        _all_applied()
    except DatabaseError:
        raise Unfit("The database does not answer.") from None


@keep
def _all_applied() -> None:
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:  # an exception is not kept, so the next question looks again
        raise Unfit(f"{len(missing)} migrations are not applied: run manage.py migrate.")


def look_at_cache() -> None:
    """What one process stores the next one reads: a random word there and back."""
    word = secrets.token_hex(8)
    try:
        cache.set(f"readyz:{word}", word, timeout=10)
        is_kept = cache.get(f"readyz:{word}") == word
        cache.delete(f"readyz:{word}")
    except Exception:  # each backend has errors of its own
        is_kept = False
    if not is_kept:
        raise Unfit("The cache does not keep what it is given.")


READY = (look_at_database, look_at_migrations, look_at_cache)


@require_safe
def healthz(request):
    """200 when the database answers, 503 when it does not."""
    return _answer([look_at_database])


@require_safe
def readyz(request):
    """200 when people may be sent here: the database, its tables and the cache are as they must."""
    return _answer(READY)


def _answer(looks) -> HttpResponse:
    found = list(filter(None, map(_said, looks)))
    response = HttpResponse("\n".join(dict.fromkeys(found)) or "ok", status=503 if found else 200)
    response.headers["Content-Type"] = "text/plain; charset=utf-8"
    response.headers["Cache-Control"] = "no-store"
    return response


def _said(look: Callable[[], None]) -> str:
    try:
        look()
    except Unfit as reason:
        return str(reason)
    return ""
