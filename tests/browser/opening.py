"""The pages of the site for Chromium: who opens which, and that none is forgotten."""

import re
from urllib.parse import quote

from django.test import Client

from accounts.models import User
from tests.access.walking import address, routes
from tests.browser.hostile import ALIVE, one_line
from tests.entering import PASSWORD

READERS = ("stranger", "alice", "bob")  # bob is on the staff
# Where members act on what strangers only read.
WITH_BUTTONS = {
    "",
    "authors/<slug>/",
    "keywords/<name>/",
    "papers/<key>/",
    "people/<username>/",
    "summaries/<pk>/",
    "venues/<key>/",
}
MORE = {  # addresses of a route that shows several things
    "stranger": (
        "/moderation/?action=lock",
        "/papers/{paper}/?days=365",
        "/summaries/{summary}/history/?from=1&to=2",
    ),
    "alice": ("/?tab=following",),
    "bob": (
        "/people/shutout/",
        "/admin/summaries/ticket/about/comment/{comment}/",
        "/admin/summaries/ticket/about/person/{person}/",
        "/admin/summaries/ticket/about/paper/{row}/",
        "/admin/summaries/ticket/?state=all",
        "/admin/summaries/ticket/decide/summary/hide/?ids={summary}",
        "/admin/summaries/ticket/merge/{row}/?other={other}",
        "/admin/summaries/ticket/merge/{row}/?other={words}",
        "/admin/summaries/author/delete/?ids={author}",
        "/admin/summaries/venue/delete/?ids={venue}",
        "/admin/summaries/summary/?q={words}",
        "/admin/accounts/user/?q={words}",
    ),
}


# A pattern of routes, and why nobody opens them here.
NO_PAGES = {
    r"about/data/<date>/<name>": "a file of a dump, and there is none",
    r"account/2fa/(authenticate|webauthn/login|webauthn/reauthenticate)/": "begins a log-in",
    r"account/2fa/(reauthenticate|recovery-codes/.*|totp/deactivate)/?": "for who has a factor",
    r"account/2fa/webauthn/keys/<pk>/(edit|remove)/": "of a passkey, which needs a machine",
    r"account/3rdparty/(login/error|signup)/": "after another site said who one is",
    r"account/social/.*": "leads to account/3rdparty/",
    r"account/(login/code/confirm|password/set)/": "for who has no password or a code",
    r"admin/\(\?P<url>\.\*\)|admin/r/.*|admin/autocomplete/": "shows no page",
    r"admin/password_change/": "leads to account/password/change/",
    r"admin/(login|logout)/": "for who is not in, or leaves",
    r"admin/[a-z]+/[a-z]+/<object_id>/": "leads to change/",
    r"admin/(mfa|socialaccount|usersessions)/.*": "of machinery; no text of anybody",
    r"admin/summaries/ticket/.*": "leads to about/, which is opened",
    r"admin/summaries/summary/(<object_id>/delete|assign-to-(paper|user))/": "asks elsewhere",
    r"admin/summaries/(author|keyword|venue)/(<object_id>/)?delete/": "asks about rows, as above",
    r"admin/.*/(add|<object_id>/delete)/": "read-only, for the staff as well",
    r"api/v1/(me.*)?": "for programs with a key",
    r"favicon\.ico|random/|shared/<token>/": "leads elsewhere",
    r"(internalsearch|paper|users?|venue)/?": "an address of the old site",
    r"account/delete/": "leads away while somebody is leaving",
    r"sitemap-<room>-<number>\.xml": "no page",
}


def client_of(reader: str) -> Client:
    """Somebody who has just typed the password, as some pages ask for."""
    client = Client(raise_request_exception=False)
    if reader != "stranger":
        client.force_login(User.objects.get(username=reader))
        client.post("/account/reauthenticate/", {"password": PASSWORD})
    return client


def pages(values) -> tuple[dict[str, list[str]], list[str]]:
    """Reader to addresses of pages, and the routes that nobody sees as a page."""
    left, found = sorted(set(routes())), {}
    for reader in READERS:
        client = client_of(reader)
        asked = [*left, *(WITH_BUTTONS if reader == "alice" else ())]
        seen = [route for route in asked if is_page(client, address(route, values))]
        more = [path.format(**parts(values)) for path in MORE[reader]]
        found[reader] = [address(route, values) for route in seen] + more
        left = [route for route in left if route not in seen]
    return found, left


def is_page(client, path: str) -> bool:
    response = client.get(path)
    return response.status_code == 200 and response.headers["Content-Type"].startswith("text/html")


def why_no_page(route: str, values) -> str:
    """Why nobody opens it: by what it answers, or by the list."""
    answers = [client_of(reader).get(address(route, values)) for reader in READERS]
    if any(answer.status_code == 200 for answer in answers):
        return "no HTML"
    if all(answer.status_code == 405 for answer in answers):
        return "takes forms alone"
    return next((why for pattern, why in NO_PAGES.items() if re.fullmatch(pattern, route)), "")


def parts(values) -> dict[str, object]:
    return {
        "paper": values["papers/<key>"],
        "row": values["admin/summaries/paper/<object_id>"],
        "summary": values["summaries/<pk>"],
        "comment": values["comments/<pk>"],
        "person": values["admin/accounts/user/<object_id>"],
        "author": values["admin/summaries/author/<object_id>"],
        "venue": values["admin/summaries/venue/<object_id>"],
        "other": quote(str(values["other"])),
        "words": quote(f"{ALIVE} {one_line(200)}"),
    }
