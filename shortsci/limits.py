"""How often one person, and one address, may do a thing: fixed windows in the shared cache."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse

from shortsci.address import client_address, network_of
from summaries.views.errors import too_many_requests


@dataclass(frozen=True)
class Allowance:
    """What one sender may still do of one action in this window, after this time."""

    action: str
    most: int
    window: int  # seconds
    count: int  # with this time
    seconds_left: int  # of the window

    @property
    def is_exceeded(self) -> bool:
        return self.count > self.most

    @property
    def left(self) -> int:
        return max(self.most - self.count, 0)

    @property
    def headers(self) -> dict[str, str]:
        """As the draft "RateLimit header fields for HTTP" has them."""
        return {
            "RateLimit-Policy": f'"{self.action}";q={self.most};w={self.window}',
            "RateLimit": f'"{self.action}";r={self.left};t={self.seconds_left}',
        }


def count(action: str, address: str, most: int, window: int) -> Allowance:
    """Count one `action` of that sender, of which a window of seconds allows `most`."""
    now = int(time.time())
    key = f"limit:{action}:{network_of(address)}:{now // window}"
    cache.add(key, 0, timeout=window)
    try:
        counted = cache.incr(key)
        # Stores in files and tables give what grows five minutes anew, whatever it had.
        cache.touch(key, timeout=window)
    except ValueError:  # it went away between the two calls
        counted = 0
    return Allowance(action, most, window, counted, window - now % window)


def seconds_to_wait(action: str, address: str, most: int, window: int) -> int:
    """Count one `action`; 0 while there were at most `most` in this window of seconds, else
    the seconds until the next window.
    """
    allowance = count(action, address, most, window)
    return allowance.seconds_left if allowance.is_exceeded else 0


def spend(request, action: str) -> Allowance:
    """Count one `action` of LIMITS; whichever bound is nearest is returned."""
    spent = vars(request).setdefault("allowances", {})
    if vars(request).get("counted_at_the_door") == action:
        request.counted_at_the_door = ""  # what the view counts first is this one
        return spent[action]
    each = [count(action, *sender) for sender in _senders(request, action)]
    spent[action] = min(each, key=lambda one: (not one.is_exceeded, one.left))
    return spent[action]


def _senders(request, action: str) -> Iterator[tuple[str, int, int]]:
    """Who is counted, with the bound: the address; or the person, and for all the people behind
    one address together a roomier one, so that a farm of accounts gets no farther.
    """
    user, address = request.user, network_of(client_address(request))
    most, window = settings.LIMITS[action]
    if not user.is_authenticated:
        yield address, most, window
        return
    is_new = action in settings.LIMITS_OF_NEW_ACCOUNTS and user.is_new
    if is_new:
        most, window = settings.LIMITS_OF_NEW_ACCOUNTS[action]
    yield f"user-{user.pk}", most, window
    kind = "new-people" if is_new else "people"
    yield f"{kind}@{address}", most * settings.PEOPLE_BEHIND_AN_ADDRESS, window


def limit(request, action: str) -> HttpResponse | None:
    """Count one `action` of LIMITS by this person or address; a 429 when it was one too many."""
    allowance = spend(request, action)
    if not allowance.is_exceeded:
        return None
    return too_many_requests(request, allowance.seconds_left)


def tell(request, response) -> None:
    """Say in the headers what is left of all that this request has spent."""
    allowances = list(getattr(request, "allowances", {}).values())
    for name in allowances[0].headers if allowances else ():
        response.headers[name] = ", ".join(each.headers[name] for each in allowances)
    waits = [each.seconds_left for each in allowances if each.is_exceeded]
    if waits:
        response.headers["Retry-After"] = str(max(waits))
