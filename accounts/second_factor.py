"""Whoever looks after the site needs a second factor: one stolen password must not be enough."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse

NEEDED = "The desk opens to those with a second factor. Please set one up, or a passkey."


def guard_the_desk(get_response):
    """Send staff without a second factor to where one is set up, before any page of the admin."""

    def middleware(request):
        if _needs_one(request):
            messages.warning(request, NEEDED)
            return redirect("mfa_index")
        return get_response(request)

    return middleware


def _needs_one(request) -> bool:
    if not (settings.STAFF_SECOND_FACTOR and request.path.startswith(reverse("admin:index"))):
        return False
    user = request.user
    return user.is_authenticated and user.is_staff and not is_mfa_enabled(user)
