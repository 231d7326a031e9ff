"""What several views do with people: send strangers to the log-in, and everybody back."""

from django.contrib.auth.views import redirect_to_login
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect


def log_in_first(request, back_to: str):
    """Lead to the log-in and from there to `back_to`; a fragment's page goes there as a whole."""
    response = redirect_to_login(back_to)
    return HttpResponseClientRedirect(response.url) if request.htmx else response


def comes_from_elsewhere(request) -> bool:
    """Whether a page of another site sent it, as far as the browser tells."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site not in {"same-origin", "none"}
    origin = request.headers.get("Origin", "")
    return bool(origin) and origin != f"{request.scheme}://{request.get_host()}"


def way_back(request, otherwise: str) -> str:
    """The page of ours that a form names as `next`."""
    target = request.POST.get("next", "")
    is_ours = target.startswith("/") and url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )  # redirect() would take a bare word for a view's name
    return target if is_ours else otherwise
