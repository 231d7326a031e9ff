"""The link at the foot of a mail, and in its head for mail programs (RFC 8058)."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts import unsubscribing
from shortsci.limits import limit


@csrf_exempt  # a mail program has no cookie of ours; the signature says who asks
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request, token):
    """Without log-in. Only a POST does it: what looks into links of mails sends none."""
    found = unsubscribing.read(token)
    if found is None:
        raise Http404("That link is no longer valid, or was not copied whole.")
    user, what = found
    if request.method == "POST":
        if refusal := limit(request, "settings"):
            return refusal
        unsubscribing.unsubscribe(user, what)
    context = {"what": unsubscribing.WORDS[what], "is_done": request.method == "POST"}
    response = render(request, "accounts/unsubscribe.html", context)
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "private, no-store"
    return response
