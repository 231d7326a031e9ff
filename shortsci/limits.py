"""How often one address may do a thing: a fixed window, counted in the shared cache."""

import time
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


def seconds_to_wait(action: str, address: str, most: int, window: int) -> int:
    """Count one `action`; 0 while there were at most `most` in this window of seconds, else
    the seconds until the next window.
    """
    now = int(time.time())
    key = f"limit:{action}:{_network(address)}:{now // window}"
    cache.add(key, 0, timeout=window)
    try:
        count = cache.incr(key)
    except ValueError:  # it went away between the two calls
        return 0
    return window - now % window if count > most else 0


def limit(request, action: str) -> HttpResponse | None:
    """Count one `action` of LIMITS by this person or address; a 429 when it was one too many."""
    user, most = request.user, settings.LIMITS[action]
    if user.is_authenticated and not user.is_established:
        most = settings.LIMITS_OF_NEW_ACCOUNTS.get(action, most)
    who = f"user-{user.pk}" if user.is_authenticated else client_address(request)
    wait = seconds_to_wait(action, who, *most)
    return too_many_requests(request, wait) if wait else None
