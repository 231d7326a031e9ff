"""Which questions keep the database too long: logged without what was asked about."""

import logging
import time
from contextlib import ExitStack

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import connections

LONGEST = 1000  # characters of a statement

logger = logging.getLogger(__name__)


class Watch:
    """Times each statement of one connection; only the statement is told, never its parameters."""

    def __init__(self, alias: str) -> None:
        self.alias = alias
        self.patience = settings.SLOW_QUERY_MS

    def __call__(self, execute, sql, params, many, context):
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            spent = round((time.perf_counter() - began) * 1000)
            if spent >= self.patience:
                statement = " ".join(str(sql).split())[:LONGEST]
                logger.warning("%s ms on %s: %s", spent, self.alias, statement)


def watch_queries(get_response):
    """Log what takes longer than SLOW_QUERY_MS while a page is made."""
    if not settings.SLOW_QUERY_MS:
        raise MiddlewareNotUsed

    def middleware(request):
        with ExitStack() as watching:
            for alias in connections:
                watching.enter_context(connections[alias].execute_wrapper(Watch(alias)))
            return get_response(request)

    return middleware
