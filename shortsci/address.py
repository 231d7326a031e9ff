"""Where a request comes from."""

from django.conf import settings


def client_address(request) -> str:
    """The sender's address, believing as many X-Forwarded-For hops as proxies are ours."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    hops = [hop.strip() for hop in forwarded if hop.strip()]
    if settings.PROXY_HOPS and len(hops) >= settings.PROXY_HOPS:
        return hops[-settings.PROXY_HOPS]
    return request.META.get("REMOTE_ADDR", "")
