"""How often one person, and one address, may do a thing: fixed windows in the shared cache."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse

from shortsci.address import client_address, network_of
from shortsci.caches import one_by_one
from summaries.views.errors import too_many_requests

Step = tuple[str, str, int, int]  # action, who, how many of them in how many seconds


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
    return count_each([(action, address, most, window)])[0]


def count_each(steps: Iterable[Step]) -> list[Allowance]:
    """Count all these at once: the cache is asked one question, where it can answer that."""
    now, steps = int(time.time()), list(steps)
    windows = {
        f"limit:{action}:{network_of(address)}:{now // window}": window
        for action, address, _, window in steps
    }
    at_once = getattr(cache, "count_each", None)  # caches of Django's own know no such thing
    counts = at_once(windows) if at_once else one_by_one(cache, windows)
    return [
        Allowance(action, most, window, counted, window - now % window)
        for (action, _, most, window), counted in zip(steps, counts, strict=True)
    ]


def seconds_to_wait(action: str, address: str, most: int, window: int) -> int:
    """Count one `action`; 0 while there were at most `most` in this window of seconds, else
    the seconds until the next window.
    """
    allowance = count(action, address, most, window)
    return allowance.seconds_left if allowance.is_exceeded else 0


def spend(request, *actions: str) -> Allowance:
    """Count one each of these `actions` of LIMITS; whichever bound is nearest is returned."""
    spent = vars(request).setdefault("allowances", {})
    if actions == (vars(request).get("counted_at_the_door"),):
        request.counted_at_the_door = ""  # what the view counts first is this one
        return spent[actions[0]]
    counted = count_each(step for action in actions for step in _steps(request, action))
    for action in actions:
        spent[action] = _nearest(each for each in counted if each.action == action)
    return _nearest(counted)


def _nearest(allowances: Iterable[Allowance]) -> Allowance:
    return min(allowances, key=lambda one: (not one.is_exceeded, one.left))


def _steps(request, action: str) -> Iterator[Step]:
    """Who is counted, with the bound: the address; or the person, and for all the people behind
    one address together a roomier one, so that a farm of accounts gets no farther.
    """
    user, address = request.user, network_of(client_address(request))
    most, window = settings.LIMITS[action]
    if not user.is_authenticated:
        yield action, address, most, window
        return
    is_new = action in settings.LIMITS_OF_NEW_ACCOUNTS and user.is_new
    if is_new:
        most, window = settings.LIMITS_OF_NEW_ACCOUNTS[action]
    yield action, f"user-{user.pk}", most, window
    kind = "new-people" if is_new else "people"
    yield action, f"{kind}@{address}", most * settings.PEOPLE_BEHIND_AN_ADDRESS, window


def limit(request, *actions: str) -> HttpResponse | None:
    """Count `actions` of LIMITS by this person or address; a 429 when one was one too many."""
    allowance = spend(request, *actions)
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
