"""What went wrong, in words and in the site's style."""

import sys

from django.http import JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from shortsci.outages import RETRY_AFTER, is_outage

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
    """429, in JSON for the scripts that ask for it; `retry_after` counts in seconds."""
    if request.headers.get("Accept") == "application/json":
        words = f"Not so fast: please try again in {retry_after} seconds."
        response = JsonResponse({"detail": words, "retry_after": retry_after}, status=429)
        patch_cache_control(response, no_store=True)
    else:
        response = _page(request, 429, retry_after=retry_after)
    response.headers["Retry-After"] = str(retry_after)
    return response


def too_often(form, refused, page):
    """The 429 of a limit with all that was typed: `page(status=…)` shows the form. What asked
    for JSON has its text still.
    """
    if refused["Content-Type"] == "application/json":
        return refused
    seconds = refused.headers["Retry-After"]
    form.add_error(None, f"That was very often in a short time; try again in {seconds} seconds.")
    response = page(status=429)
    response.headers["Retry-After"] = seconds
    return response


def too_busy(request):
    """503: a search was stopped before it took the site's time from everybody."""
    response = _page(request, 503)
    response.headers["Retry-After"] = "60"
    return response


def server_error(request):
    """500, or 503 for what passes without anybody mending our code."""
    if not is_outage(sys.exception()):
        return _page(request, 500)
    response = render(request, "outage.html", status=503)
    patch_cache_control(response, no_store=True)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    return response
