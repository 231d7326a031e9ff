"""Where a request comes from."""

from ipaddress import IPv6Address, ip_address

from django.conf import settings


def client_address(request) -> str:
    """The sender's address, believing as many X-Forwarded-For hops as proxies are ours."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    hops = [hop.strip() for hop in forwarded if hop.strip()]
    if settings.PROXY_HOPS and len(hops) >= settings.PROXY_HOPS:
        return hops[-settings.PROXY_HOPS]
    return request.META.get("REMOTE_ADDR", "")


def network_of(address: str) -> str:
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
