"""Which requests a kept page may answer, and what tells their answers apart."""

import hashlib
import re
from functools import lru_cache
from urllib.parse import parse_qsl

from django.conf import settings

# What chooses what a page shows. Anything else in an address would only fill the cache.
CHOICES = {"tab", "section", "page", "after", "before", "comment", "days", "from", "to"}
LONGEST = 500  # characters of an address
THEMES = {"", "light", "dark"}
# What else a view, or htmx, may look at.
_TELLING = ("HTTP_AUTHORIZATION", "HTTP_RANGE", "HTTP_HX_REQUEST", "HTTP_HX_BOOSTED")
_PLACE = ("wsgi.url_scheme", "HTTP_X_FORWARDED_PROTO", "HTTP_HOST", "SCRIPT_NAME")
_REQUEST = ("REQUEST_METHOD", "PATH_INFO", "QUERY_STRING", "HTTP_COOKIE")
_LOOKED_AT = (*_REQUEST, "HTTP_ACCEPT", "HTTP_ACCEPT_ENCODING", *_PLACE, *_TELLING)
_GZIP = re.compile(r"\bgzip\b")


def key_of(environ: dict) -> str | None:
    """The name under which its answer is kept; None for a request that wants its own."""
    return _key(*[environ.get(name, "") for name in _LOOKED_AT])


@lru_cache(maxsize=200)
def _key(method, path, query, cookies, accept, encodings, *others) -> str | None:
    place, telling = others[: len(_PLACE)], others[len(_PLACE) :]
    theme = theme_of(cookies)
    if (
        method not in {"GET", "HEAD"}
        or theme is None
        or any(telling)
        or accept == "application/json"
        or not is_usual(path, query)
    ):
        return None
    parts = (*place, path, query, theme, "gzip" if _GZIP.search(encodings) else "")
    return f"pages:{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()}"


def is_usual(path: str, query: str) -> bool:
    """Whether a page links to such an address; others have no end, and would fill the cache."""
    asked = {name for name, _ in parse_qsl(query, keep_blank_values=True)}
    return len(path) + len(query) <= LONGEST and asked <= CHOICES


def theme_of(cookies: str) -> str | None:
    """What the theme's cookie says; None when there are cookies that may say who it is."""
    theme = ""
    for cookie in filter(None, cookies.split(";")):
        name, _, value = cookie.strip().partition("=")
        if name == "theme":
            theme = value
        elif name != settings.CSRF_COOKIE_NAME:
            return None
    return theme if theme in THEMES else None


def may_be_kept(environ: dict) -> bool:
    """Whether its answer is good for everybody: a token would be in no stranger's page, but in
    that of somebody who has the cookie for it.
    """
    return environ["REQUEST_METHOD"] == "GET" and settings.CSRF_COOKIE_NAME not in environ.get(
        "HTTP_COOKIE", ""
    )
