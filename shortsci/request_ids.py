"""One name for a request in every log line about it, in its answer, and at the proxy before us."""

import logging
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings

HEADER = "X-Request-ID"
_NAME = "shortsci.request_id"  # in the environ of a request
SAFE = re.compile(r"[A-Za-z0-9_-]{8,64}", re.ASCII)
_current: ContextVar[str] = ContextVar("request_id", default="-")


def name_of(record: logging.LogRecord) -> str:
    """The request that a line is about, or that this thread works at; a dash outside of one."""
    # Django logs what was refused when every middleware is done, and says which request it was.
    return getattr(getattr(record, "request", None), "request_id", _current.get())


def current() -> str:
    return _current.get()


def given_to(environ: dict) -> str:
    """The proxy's name for a request, where a proxy is ours, or a new one: anybody else could send
    one that forges lines of the log or repeats another's.
    """
    if _NAME not in environ:
        given = environ.get("HTTP_X_REQUEST_ID", "") if settings.PROXY_HOPS else ""
        environ[_NAME] = given if SAFE.fullmatch(given) else secrets.token_hex(8)
    return environ[_NAME]


@contextmanager
def working_at(name: str) -> Iterator[None]:
    """Lines of the log are about that request meanwhile."""
    token = _current.set(name)
    try:
        yield
    finally:
        _current.reset(token)


def number_requests(get_response):
    """Name each request, and say so in its answer."""

    def middleware(request):
        request.request_id = given_to(request.META)
        with working_at(request.request_id):
            response = get_response(request)
        response.headers[HEADER] = request.request_id
        return response

    return middleware
