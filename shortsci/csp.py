"""What a browser may load, run and embed on our pages: the Content-Security-Policy."""

from collections.abc import Iterable

from summaries.rendering import FRAME_HOSTS, PICTURE_HOSTS


def content_security_policy(*, https: bool, forms_to: Iterable[str]) -> dict[str, list[str]]:
    """`forms_to` are the hosts, besides our own, to which a form's answer may redirect."""
    policy = {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "font-src": ["'self'"],
        "img-src": ["'self'", "data:", *(f"https://{host}" for host in sorted(PICTURE_HOSTS))],
        "connect-src": ["'self'"],
        "frame-src": [f"https://{host}" for host in sorted(FRAME_HOSTS)],
        "manifest-src": ["'self'"],
        # Browsers hold the redirect after a form to the same rule.
        "form-action": ["'self'", *forms_to],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
    }
    return policy | ({"upgrade-insecure-requests": []} if https else {})
