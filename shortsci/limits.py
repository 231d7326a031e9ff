"""How often one address may do a thing: a fixed window, counted in the shared cache."""

import time
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse

from shortsci.address import client_address
from summaries.views.errors import too_many_requests


def _network(address: str) -> str:
    """The address, or for IPv6 its /64: one household has that many.

    An IPv4 address in the clothes of IPv6 stays one address: their /64 is the whole of IPv4.
    """
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(IPv6Address(int(parsed) >> 64 << 64))
    return address


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
    def headers(self) -> dict[str, str]:
        """As the draft "RateLimit header fields for HTTP" has them."""
        left = max(self.most - self.count, 0)
        return {
            "RateLimit-Policy": f'"{self.action}";q={self.most};w={self.window}',
            "RateLimit": f'"{self.action}";r={left};t={self.seconds_left}',
        }


def count(action: str, address: str, most: int, window: int) -> Allowance:
    """Count one `action` of that sender, of which a window of seconds allows `most`."""
    now = int(time.time())
    key = f"limit:{action}:{_network(address)}:{now // window}"
    cache.add(key, 0, timeout=window)
    try:
        counted = cache.incr(key)
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
    """Count one `action` of LIMITS by this person or address."""
    user, most = request.user, settings.LIMITS[action]
    if user.is_authenticated and not user.is_established:
        most = settings.LIMITS_OF_NEW_ACCOUNTS.get(action, most)
    who = f"user-{user.pk}" if user.is_authenticated else client_address(request)
    return count(action, who, *most)


def limit(request, action: str) -> HttpResponse | None:
    """Count one `action` of LIMITS by this person or address; a 429 when it was one too many."""
    allowance = spend(request, action)
    if not allowance.is_exceeded:
        return None
    return too_many_requests(request, allowance.seconds_left)
