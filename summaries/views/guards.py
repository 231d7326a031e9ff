"""Who may ask a view that scripts ask: a redirect to the log-in page is no answer for them."""

from functools import wraps

from django.http import HttpResponseForbidden


def signed_in(view):
    """403 with a sentence for everybody who is not logged in."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return HttpResponseForbidden("Please log in again.", content_type="text/plain")
        return view(request, *args, **kwargs)

    return guarded
