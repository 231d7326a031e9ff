"""Who may ask a view that scripts ask (a redirect to the log-in page is no answer for them), and
how often."""

from functools import wraps

from django.http import HttpResponseForbidden

from shortsci.limits import limit


def limited(view, action: str):
    """The view for those who have not yet done it too often; see settings.LIMITS."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        return limit(request, action) or view(request, *args, **kwargs)

    return guarded


def signed_in(view):
    """403 with a sentence for everybody who is not logged in."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return HttpResponseForbidden("Please log in again.", content_type="text/plain")
        return view(request, *args, **kwargs)

    return guarded
