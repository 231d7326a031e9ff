"""Headers, errors and the theme: what holds for every answer of the site."""

import pytest
from django.test import Client, override_settings

from summaries.views import errors
from tests.factories import make_summary

STRICT = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@pytest.mark.parametrize("address", ["/", "/about/", "/nothing/", "/admin/login/", "/healthz"])
def test_the_first_answer_is_already_strict(client, db, address):
    response = client.get(address)

    assert {name: response[name] for name in STRICT} == STRICT
    assert "camera=()" in response["Permissions-Policy"]
    policy = {
        directive.split(" ")[0]: directive.split(" ")[1:]
        for directive in response["Content-Security-Policy"].split("; ")
    }
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == ["'self'"]
    assert policy["style-src"] == ["'self'"]
    assert policy["frame-ancestors"] == ["'none'"]
    assert policy["base-uri"] == ["'none'"]
    assert "unsafe" not in response["Content-Security-Policy"]


def test_no_page_carries_inline_script_or_style(client, summary):
    for address in [
        "/",
        summary.get_absolute_url(),
        f"/papers/{summary.paper.key}/",
        "/admin/login/",
    ]:
        page = client.get(address).content.decode()
        assert " style=" not in page
        assert "<style" not in page
        assert "<script>" not in page
        assert "onclick" not in page


@pytest.mark.parametrize(
    ("address", "cookie"),
    [("/?q=\0", ""), ("/%00/", ""), ("/", "theme=a%00b"), ("/", "theme=a\0b")],
)
def test_a_nul_byte_is_refused_at_the_edge(client, db, address, cookie):
    assert client.get(address, headers={"Cookie": cookie}).status_code == 400


def test_each_error_has_a_page_in_words(rf, db):
    request = rf.get("/x/")
    from django.contrib.auth.models import AnonymousUser

    request.user = AnonymousUser()
    pages = {
        400: errors.bad_request(request),
        403: errors.forbidden(request),
        404: errors.not_found(request),
        429: errors.too_many_requests(request, 90),
        500: errors.server_error(request),
    }

    for status, response in pages.items():
        assert response.status_code == status
        assert "<h1" in response.content.decode()
        assert response["Cache-Control"] == "no-store"
    assert pages[429]["Retry-After"] == "90"


def test_a_crash_shows_the_500_page_and_no_traceback(summary, monkeypatch):
    def crash(*args, **kwargs):
        raise RuntimeError("a secret of the code")

    monkeypatch.setattr("summaries.views.home.list_page", crash)
    response = Client(raise_request_exception=False).get("/")

    assert response.status_code == 500
    assert "secret" not in response.content.decode()
    assert "<h1" in response.content.decode()


@pytest.mark.parametrize("choice", ["light", "dark"])
def test_the_reader_chooses_a_theme_and_comes_back_to_the_page(client, db, choice):
    response = client.post("/theme/", {"theme": choice, "next": "/about/"})

    assert response.url == "/about/"
    assert response.cookies["theme"].value == choice
    assert f'data-theme="{choice}"' in client.get("/about/").content.decode()
    client.post("/theme/", {"theme": ""})
    assert "data-theme" not in client.get("/about/").content.decode().split(">", 2)[1]


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:x", ""])
def test_the_theme_switch_leads_nowhere_else(client, db, target):
    assert client.post("/theme/", {"theme": "dark", "next": target}).url == "/"


@pytest.mark.parametrize("target", ["word", "healthz", "summaries", "a\r\nb"])
def test_the_theme_switch_survives_a_way_back_that_is_no_path(client, db, target):
    response = client.post("/theme/", {"theme": "dark", "next": target})

    assert response.status_code == 302
    assert not {"\r", "\n"} & set(response["Location"])


def test_a_theme_that_does_not_exist_is_refused_and_a_forged_cookie_ignored(client, db):
    assert client.post("/theme/", {"theme": '"><b>'}).status_code == 400
    assert client.get("/theme/").status_code == 405
    client.cookies["theme"] = '"><b>'
    assert '"><b>' not in client.get("/").content.decode()


@override_settings(SECURE_SSL_REDIRECT=True, SECURE_HSTS_SECONDS=31536000)
def test_in_production_plain_http_is_led_to_https_but_for_the_health_check(client, summary):
    assert client.get("/").url == "https://testserver/"
    assert client.get("/healthz").status_code == 200
    assert "max-age=31536000" in client.get("/", secure=True)["Strict-Transport-Security"]


def test_what_a_signed_in_person_sees_is_kept_by_nobody_else(client, alice):
    make_summary(author=alice)
    client.force_login(alice)

    response = client.get("/")

    assert "private" in response["Cache-Control"]
    assert "Cookie" in response["Vary"]


def test_a_head_is_a_get_without_its_body(client, summary):
    page, head = client.get("/about/"), client.head("/about/")

    assert (head.status_code, head.content) == (200, b"")
    assert head["Content-Length"] == str(len(page.content))
