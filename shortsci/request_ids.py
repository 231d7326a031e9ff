"""One name for a request in every log line about it, in its answer, and at the proxy before us."""

import logging
import re
import secrets
from contextvars import ContextVar

from django.conf import settings

HEADER = "X-Request-ID"
SAFE = re.compile(r"[A-Za-z0-9_-]{8,64}", re.ASCII)
_current: ContextVar[str] = ContextVar("request_id", default="-")


def name_of(record: logging.LogRecord) -> str:
    """The request that a line is about, or that this thread works at; a dash outside of one."""
    # Django logs what was refused when every middleware is done, and says which request it was.
    return getattr(getattr(record, "request", None), "request_id", _current.get())


def current() -> str:
    return _current.get()


def number_requests(get_response):
    """Take the proxy's name for a request, where a proxy is ours; anybody else could send one
    that forges lines of the log or repeats another's.
    """

    def middleware(request):
        given = request.headers.get(HEADER, "") if settings.PROXY_HOPS else ""
        name = given if SAFE.fullmatch(given) else secrets.token_hex(8)
        request.request_id = name
        token = _current.set(name)
        try:
            response = get_response(request)
        finally:
            _current.reset(token)
        response.headers[HEADER] = name
        return response

    return middleware
