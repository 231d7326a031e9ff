"""Light or dark, as the reader chose."""

from django.http import HttpResponseBadRequest, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from shortsci.context import THEMES

A_YEAR = 365 * 24 * 3600


# A token would need a cookie on every page; the worst a foreign form can do is dim the lights.
@csrf_exempt
@require_POST
def theme(request):
    """Remember the choice in a cookie ("" follows the system) and go back to the page."""
    choice = request.POST.get("theme", "")
    if choice not in {"", *THEMES}:
        return HttpResponseBadRequest("A theme is light, dark or empty.")
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = "/"
    response = HttpResponseRedirect(target)  # redirect() takes a bare word for a view's name
    if choice:
        response.set_cookie(
            "theme", choice, max_age=A_YEAR, samesite="Lax", secure=request.is_secure()
        )
    else:
        response.delete_cookie("theme", samesite="Lax")
    return response
