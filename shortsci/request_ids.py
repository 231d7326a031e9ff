"""One name for a request in every log line about it, in its answer, and at the proxy before us."""

import re
import secrets
from contextvars import ContextVar

from django.conf import settings

HEADER = "X-Request-ID"
SAFE = re.compile(r"[A-Za-z0-9_-]{8,64}", re.ASCII)
_current: ContextVar[str] = ContextVar("request_id", default="-")


def current() -> str:
    """The request that this thread works at; a dash outside of one."""
    return _current.get()


def number_requests(get_response):
    """Take the proxy's name for a request, where a proxy is ours; anybody else could send one
    that forges lines of the log or repeats another's.
    """

    def middleware(request):
        given = request.headers.get(HEADER, "") if settings.PROXY_HOPS else ""
        name = given if SAFE.fullmatch(given) else secrets.token_hex(8)
        token = _current.set(name)
        try:
            response = get_response(request)
        finally:
            _current.reset(token)
        response.headers[HEADER] = name
        return response

    return middleware
