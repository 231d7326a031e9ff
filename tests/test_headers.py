"""Every kind of answer carries what the HTTP Observatory asks for its best grade."""

import re

import pytest
from django.db import OperationalError
from django.test import Client

from summaries.search import TookTooLong
from tests.access.cast import things
from tests.access.walking import address, routes

SECURE = {
    "SECURE_SSL_REDIRECT": True,
    "SECURE_HSTS_SECONDS": 31_536_000,
    "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
    "SECURE_HSTS_PRELOAD": True,
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
}
REFERRER = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
NONE = ("default-src", "object-src", "base-uri", "frame-ancestors")
OPEN_TO_ALL = ("media/", "api/")  # pictures for feeds and mails; an API without cookies


@pytest.fixture
def production(settings):
    for name, value in SECURE.items():
        setattr(settings, name, value)


def answers(values, user=None):
    client = Client(raise_request_exception=False)
    if user is not None:
        client.force_login(user)
    for route in sorted(set(routes())):
        if user is not None or not route.startswith("admin/"):
            yield route, client.get(address(route, values), secure=True)


def policy_of(response) -> dict[str, list[str]]:
    parts = [each.split() for each in response["Content-Security-Policy"].split(";")]
    return {name: sources for name, *sources in parts}


def faults(route, response) -> list[str]:
    found = {
        "HSTS": has_long_hsts(response),
        "nosniff": response["X-Content-Type-Options"] == "nosniff",
        "referrer": response["Referrer-Policy"] in REFERRER,
        "frames": response["X-Frame-Options"] == "DENY",
        "opener": response["Cross-Origin-Opener-Policy"] == "same-origin",
        "origin": response["Cross-Origin-Resource-Policy"] == "same-origin"
        or route.startswith(OPEN_TO_ALL),
        "permissions": "camera=()" in response["Permissions-Policy"],
        "policy": is_strict(policy_of(response)),
        "sharing": "Access-Control-Allow-Credentials" not in response,
        **{f"cookie {c.key}": is_guarded(c) for c in response.cookies.values()},
        "server": "Server" not in response and "X-Powered-By" not in response,
    }
    return [f"{route}: {name}" for name, is_right in found.items() if not is_right]


def has_long_hsts(response) -> bool:
    parts = response["Strict-Transport-Security"].split("; ")
    seconds = int(re.fullmatch(r"max-age=(\d+)", parts[0])[1])
    return seconds >= 15_768_000 and {"includeSubDomains", "preload"} <= {*parts}


def is_strict(policy) -> bool:
    sources = {source for each in policy.values() for source in each}
    is_open = sources & {"*", "http:", "https:", "'unsafe-inline'", "'unsafe-eval'"}
    closed = [policy.get(name, policy["default-src"]) == ["'none'"] for name in NONE[:2]]
    if "sandbox" in policy:  # a picture: nothing at all happens there
        return all(closed)
    closed += [policy.get(name) == ["'none'"] for name in NONE]
    return all(closed) and not is_open and policy["script-src"] == ["'self'"]


def is_guarded(cookie) -> bool:
    if cookie["max-age"] == 0:  # it is taken back
        return True
    is_readable = cookie.key in {"theme", "messages"}
    return bool(cookie["secure"] and cookie["samesite"] and (cookie["httponly"] or is_readable))


@pytest.mark.parametrize("visitor", ["nobody", "alice", "admin"])
def test_every_page_feed_export_and_error_is_strict(production, alice, admin, visitor):
    user = {"alice": alice, "admin": admin}.get(visitor)
    found, kinds = [], set()
    for route, response in answers(things(alice), user):
        kinds.add(response.headers.get("Content-Type", "").partition(";")[0])
        found += faults(route, response)

    assert found == []
    assert {"text/html", "application/atom+xml", "image/svg+xml"} <= kinds


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/no/such/page/", 404),
        ("get", "/?q=%00", 400),
        ("post", "/", 403),
        ("post", "/account/email/", 403),
        ("get", "/summaries/1/share/", 302),
    ],
)
def test_an_error_is_as_strict_as_a_page(production, db, method, path, status):
    client = Client(enforce_csrf_checks=True)
    response = getattr(client, method)(path, secure=True)

    assert response.status_code == status
    assert faults(path, response) == []


def test_plain_http_is_led_to_https_at_the_same_host_first(production, db):
    response = Client().get("/about/")

    assert (response.status_code, response.url) == (301, "https://testserver/about/")


def test_a_refusal_for_asking_too_often_or_too_much_is_as_strict(production, alice, settings):
    settings.LIMITS = {**settings.LIMITS, "search": (0, 60), "api": (0, 60)}
    client = Client()
    answers = {
        "search/?q=a": client.get("/search/?q=a", secure=True),
        "api/v1/papers": client.get("/api/v1/papers", secure=True),
        "preview/": client.generic("POST", "/preview/", b"", secure=True, CONTENT_LENGTH="9" * 12),
    }

    assert [answer.status_code for answer in answers.values()] == [429, 429, 413]
    assert [fault for path in answers for fault in faults(path, answers[path])] == []


@pytest.mark.parametrize(
    ("path", "broken", "error", "status"),
    [
        ("/", "summaries.views.home.list_page", RuntimeError("a fault"), 500),
        ("/search/?q=a", "summaries.views.search.page_of", TookTooLong(), 503),
        ("/healthz", "shortsci.health.connection", OperationalError("gone"), 503),
    ],
)
def test_an_error_of_ours_is_as_strict_as_a_page(
    production, db, monkeypatch, path, broken, error, status
):
    def fail(*args, **kwargs):
        raise error

    fail.cursor = fail
    monkeypatch.setattr(broken, fail)
    response = Client(raise_request_exception=False).get(path, secure=True)

    assert response.status_code == status
    assert faults(path, response) == []


def test_static_files_are_as_strict_as_pages(production, db, settings):
    whitenoise = "whitenoise.middleware.WhiteNoiseMiddleware"
    place = settings.MIDDLEWARE.index("django.middleware.security.SecurityMiddleware") + 1
    settings.MIDDLEWARE = [*settings.MIDDLEWARE[:place], whitenoise, *settings.MIDDLEWARE[place:]]
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True
    for path in ("/static/js/theme.js", "/static/css/base.css", "/static/img/icon.svg"):
        response = Client().get(path, secure=True)
        b"".join(response.streaming_content)
        response.close()

        assert response.status_code == 200
        assert faults(path, response) == []
