"""The personal feed: at a secret address, which its owner makes, renews and ends."""

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_required
from django.http import HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from accounts.feeds import PersonalFeed
from shortsci.limits import limit

WORDS = {True: "Your feed has a new address.", False: "Your feed has no address any more."}


@require_POST
@login_required
def address(request):
    """`action` is make (or renew, which is the same) or revoke."""
    is_open = {"make": True, "revoke": False}.get(request.POST.get("action", ""))
    if is_open is None:
        return HttpResponseBadRequest("An address is made or revoked.")
    if refused := limit(request, "feed"):
        return refused
    request.user.set_feed(is_open=is_open)
    messages.success(request, WORDS[is_open])
    return redirect("accounts:settings")


@require_safe
def personal(request, token):
    """For whoever has the address, which is meant to be one person's feed reader."""
    users = get_user_model().objects.visible_to(request.user)
    user = get_object_or_404(users, feed_token=token)
    response = PersonalFeed(user)(request)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "private, no-cache"
    return response
