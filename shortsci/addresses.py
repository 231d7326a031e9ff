"""Addresses of rows, by hundreds a page; `reverse` looks through all patterns each time."""

from functools import cache
from urllib.parse import quote, urlencode

from django.conf import settings
from django.shortcuts import resolve_url
from django.urls import get_script_prefix, reverse

_PLACE = 987_654_321  # stands for an argument; as a number it fits every pattern
_UNQUOTED = "!$&'()*+,;=/~:@"  # as `reverse` leaves them


def address(name: str, *arguments: object) -> str:
    """As `reverse(name, args=arguments)`, for patterns that take any text, or a number."""
    parts = _parts(name, len(arguments), get_script_prefix())
    texts = [quote(str(argument), safe=_UNQUOTED) for argument in arguments]
    return parts[0] + "".join(text + part for text, part in zip(texts, parts[1:], strict=True))


@cache
def _parts(name: str, count: int, prefix: str) -> list[str]:
    """What stands between the arguments. The prefix is part of it."""
    return reverse(name, args=[_PLACE] * count).split(str(_PLACE))


def log_in_address(request) -> str:
    """The log-in, and from there back to the page: the same thirty times a page."""
    if not hasattr(request, "log_in_address"):
        way_back = urlencode({"next": request.get_full_path()})
        request.log_in_address = f"{resolve_url(settings.LOGIN_URL)}?{way_back}"
    return request.log_in_address
