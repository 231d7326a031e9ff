"""Who may ask a view that scripts ask (a redirect to the log-in page is no answer for them), how
often, and for how long a search may go on."""

from functools import wraps

from django.http import HttpResponseForbidden

from shortsci.limits import limit
from summaries.search import TookTooLong, patience

from .errors import too_busy


def asked_in_moderation(view):
    """The view for those who have not searched too often; 503 in words when it takes too long."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if refused := limit(request, "search"):
            return refused
        try:
            return view(request, *args, **kwargs)
        except TookTooLong:
            return too_busy(request)

    return guarded


def searching(view):
    """The same for a view all of which is a search."""

    @wraps(view)
    def bounded(request, *args, **kwargs):
        with patience():
            return view(request, *args, **kwargs)

    return asked_in_moderation(bounded)


def signed_in(view):
    """403 with a sentence for everybody who is not logged in."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return HttpResponseForbidden("Please log in again.", content_type="text/plain")
        return view(request, *args, **kwargs)

    return guarded
