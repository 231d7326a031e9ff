"""Before Django: answer strangers from the shared cache, and keep what Django answers them.

It stands outside of Django because Django's own way in costs several times what a kept page does.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.conf import settings

from shortsci.replica import TO_BE_KEPT
from shortsci.request_ids import HEADER, given_to, working_at

from . import near
from .clock import CLOCK, EVERYTHING, LISTS, begin_groups, is_current, read_clock, unheard
from .request import key_of, may_be_kept
from .store import store

Headers = list[tuple[str, str]]

FOR_EVERYBODY = "public, max-age=0, must-revalidate"  # as middleware.cache_for_everyone says it
OF_ONE_REQUEST = {"x-request-id", "ratelimit", "ratelimit-policy", "set-cookie"}
OF_A_BODY = {"content-length", "content-type", "content-encoding", "content-language"}
LARGEST = 1_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Page:
    """One answer, with the time on the clock when its rows were read."""

    noted: int
    groups: tuple[str, ...]
    headers: Headers
    body: bytes

    def is_current(self, clock: int | None) -> bool:
        return self.noted == clock or is_current(self.groups, self.noted)

    def answer(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        own = (HEADER, given_to(environ))
        if self._is_known_to(environ):
            kept = [(name, value) for name, value in self.headers if name.lower() not in OF_A_BODY]
            start_response("304 Not Modified", [own, *kept])
            return []
        start_response("200 OK", [own, *self.headers])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [self.body]

    def _is_known_to(self, environ: dict) -> bool:
        """As middleware.cache_for_everyone has it: a tag decides, else the very same date."""
        tags, since = environ.get("HTTP_IF_NONE_MATCH"), environ.get("HTTP_IF_MODIFIED_SINCE")
        if not (tags or since):  # as most
            return False
        headers = {name.lower(): value for name, value in self.headers}
        if tags:
            own = headers.get("etag", "").removeprefix("W/")
            return own in [tag.strip().removeprefix("W/") for tag in tags.split(",")]
        return since == headers.get("last-modified")


class KeptPages:
    """The WSGI application of the site with a cache in front."""

    def __init__(self, application: Callable, counted: Callable = lambda start: start):
        self.application, self.counted = application, counted

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        key = key_of(environ) if settings.PAGE_CACHE_SECONDS else None
        if key is None:
            return self.application(environ, start_response)
        if page := near.find(key):
            return page.answer(environ, self.counted(start_response))
        with working_at(given_to(environ)):
            page, noted = found(key)
        if page:
            near.hold(key, page)
            return page.answer(environ, self.counted(start_response))
        if not (noted and may_be_kept(environ)):
            return self.application(environ, start_response)
        return self._made(key, noted, environ, start_response)

    def _made(self, key: str, noted: int, environ: dict, start_response: Callable):
        """Django's answer, kept if it is for everybody. Django makes it whole, not a 304."""
        told: list = []

        def listen(status: str, headers: Headers, exc_info=None):
            told[:] = status, headers, exc_info

        whole = {"HTTP_IF_NONE_MATCH": "", "HTTP_IF_MODIFIED_SINCE": ""}
        asked = environ | whole | {TO_BE_KEPT: True}
        response = self.application(asked, listen)
        status, headers, exc_info = told
        if page := page_of(response, headers, noted):
            with working_at(given_to(environ)):
                keep(key, page)
            response.close()
            return page.answer(environ, start_response)
        start_response(status, headers, exc_info)
        return response


def found(key: str) -> tuple[Page | None, int]:
    """The page, if it is current, and what the clock shows: 0 where the cache is away."""
    with unheard():
        kept = store.get_many([key, CLOCK])
        page, clock = kept.get(key), kept.get(CLOCK)
        if page and clock and page.noted <= clock and page.is_current(clock):
            return page, page.noted
        return None, clock or read_clock()
    return None, 0


def page_of(response, headers: Headers, noted: int) -> Page | None:
    """None for what is not for everybody, or not a page."""
    fields = {name.lower(): value for name, value in headers}
    if (
        getattr(response, "status_code", 0) != 200
        or response.streaming
        or fields.get("cache-control") != FOR_EVERYBODY
        or fields.keys() & OF_ONE_REQUEST - {"x-request-id"}
        or len(response.content) > LARGEST
    ):
        return None
    groups = tuple(fields.get("surrogate-key", LISTS).split())
    lasting = [(name, value) for name, value in headers if name.lower() not in OF_ONE_REQUEST]
    return Page(noted, groups, lasting, response.content)


def keep(key: str, page: Page) -> None:
    """Without being heard where the cache is away; nothing that was written to meanwhile."""
    with unheard():
        if page.noted <= begin_groups([EVERYTHING, *page.groups]) and page.is_current(None):
            store.set(key, page, settings.PAGE_CACHE_SECONDS)
