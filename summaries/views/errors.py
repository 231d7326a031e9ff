"""What went wrong, in words and in the site's style."""

from django.shortcuts import render
from django.utils.cache import patch_cache_control

from .access import comes_from_elsewhere
from .kept import AGAIN, kept, kept_again
from .unknown import UnknownPaper


def _page(request, status: int, **context):
    response = render(request, f"{status}.html", context, status=status)
    patch_cache_control(response, no_store=True)
    return response


def bad_request(request, exception=None, *, reason=""):
    return _page(request, 400, reason=reason)


def forbidden(request, exception=None):
    """403 with the reason when one of our views gave one."""
    return _page(request, 403, reason=_reason(exception))


def csrf_failure(request, reason=""):
    """A text is shown back: that its writer logged in anew elsewhere is no reason to lose it."""
    match = request.resolver_match
    if match and match.view_name == "summaries:write" and request.POST.get("body"):
        return kept(request, match.kwargs["key"])
    if match and match.view_name in AGAIN and not comes_from_elsewhere(request):
        return kept_again(request, *AGAIN[match.view_name])
    return _page(request, 403, is_csrf=True)


def not_found(request, exception=None):
    """404 with the reason when one of our views gave one, never with a technical message."""
    unknown = exception if isinstance(exception, UnknownPaper) else None
    return _page(request, 404, reason=_reason(exception), unknown=unknown)


def _reason(exception) -> str:
    reason = exception.args[0] if exception is not None and exception.args else ""
    return reason if isinstance(reason, str) else ""


def too_many_requests(request, retry_after: int = 60):
    """429; `retry_after` counts in seconds."""
    response = _page(request, 429, retry_after=retry_after)
    response.headers["Retry-After"] = str(retry_after)
    return response


def too_busy(request):
    """503: a search was stopped before it took the site's time from everybody."""
    response = _page(request, 503)
    response.headers["Retry-After"] = "60"
    return response


def server_error(request):
    return _page(request, 500)
