"""Who came in, who tried, who changed a lock, what the staff did: lines of the log "audit".

They hold numbers and the names of actions, never a mail address, a key or a text. What the staff
changed in the admin stands in its own history as well. allauth and Django tell of log-ins by
signals alone, so this is the one place that listens to some.
"""

import logging
from ipaddress import ip_address, ip_network

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.contrib.auth import signals as auth

from shortsci.address import client_address

logger = logging.getLogger("audit")
MOST = 50  # objects named in one line


def listen() -> None:
    """Called once, when the site has started."""
    heard = {
        "logged in": auth.user_logged_in,
        "logged out": auth.user_logged_out,
        "log-in failed": auth.user_login_failed,
        "password changed": account.password_changed,
        "password reset": account.password_reset,
        "address confirmed": account.email_confirmed,
        "address changed": account.email_changed,
        "address removed": account.email_removed,
        "second factor added": mfa.authenticator_added,
        "second factor removed": mfa.authenticator_removed,
        "second factor reset": mfa.authenticator_reset,
    }
    for event, signal in heard.items():
        signal.connect(_note(event), weak=False, dispatch_uid=f"audit {event}")


def _note(event: str):
    def note(sender, request=None, user=None, **kwargs):
        note_event(event, request, user)

    return note


def note_event(event: str, request, user) -> None:
    number = user.pk if user is not None else "-"
    logger.info("%s: user %s from %s", event, number, network_of(request))


def network_of(request) -> str:
    """Enough to see that many came from one place, too little to say who it was."""
    try:
        address = ip_address(client_address(request)) if request else None
    except ValueError:
        return "-"
    if address is None:
        return "-"
    return str(ip_network((address, 24 if address.version == 4 else 48), strict=False))


def note_staff(get_response):
    """One line for each thing that somebody of the staff does in the admin."""

    def middleware(request):
        response = get_response(request)
        match = request.resolver_match
        if request.method == "POST" and match and "admin" in match.app_names:
            _note_staff(request, match, response.status_code)
        return response

    return middleware


def _note_staff(request, match, status: int) -> None:
    if not request.user.is_staff:
        return
    action = request.POST.get("action", "")
    chosen = [*match.kwargs.values(), *request.POST.getlist("_selected_action")]
    logger.info(
        "staff: user %s, %s%s of %s, answer %s",
        request.user.pk,
        match.view_name,
        f" {action}" if action.isidentifier() else "",
        [key for key in map(str, chosen) if key.isdigit()][:MOST],
        status,
    )
