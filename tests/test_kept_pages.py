"""Strangers' pages come from the shared cache, and go to nobody whom they are not for."""

import pytest
from django.test import Client

from shortsci.kept_pages import near
from shortsci.kept_pages.store import store
from tests.factories import make_summary

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/", "/papers/conf/nips/HermannL20/", "/about/writing/"])
def test_a_page_is_made_once(site, summary, address):
    first, second = site.read(address), site.read(address)

    assert (site.made, site.status) == (1, 200)
    assert first == second
    assert summary.paper.title in first or "writing" in address


@pytest.mark.parametrize("sent", ["sessionid=x", "messages=x", "theme=odd", "other=1"])
def test_who_has_a_cookie_that_may_matter_gets_a_page_of_their_own(site, summary, sent):
    for _ in range(2):
        site.read("/", HTTP_COOKIE=sent)

    assert site.made == 2


def test_what_is_kept_for_strangers_is_no_page_of_a_person(site, alice, summary):
    client = Client()
    client.force_login(alice)
    session = client.cookies["sessionid"].value
    own = site.read("/", HTTP_COOKIE=f"sessionid={session}")
    site.read("/")

    assert "Log in" not in own
    assert "Log in" in site.read("/")
    assert "Log in" not in site.read("/", HTTP_COOKIE=f"sessionid={session}")


def test_a_token_of_one_person_is_in_no_kept_page(site, summary):
    site.read("/", HTTP_COOKIE="csrftoken=" + "a" * 32)
    site.read("/")
    assert site.made == 2

    site.read("/", HTTP_COOKIE="csrftoken=" + "b" * 32)
    assert site.made == 2


@pytest.mark.parametrize(
    "asked",
    [
        {"HTTP_COOKIE": "theme=dark"},
        {"HTTP_HOST": "localhost"},
        {"HTTP_ACCEPT_ENCODING": "gzip"},
        {"QUERY_STRING": "tab=best"},
        {"HTTP_HX_REQUEST": "true"},
    ],
)
def test_what_makes_another_page_is_told_apart(site, summary, asked):
    site.read("/")
    site.read("/", **asked)

    assert site.made == 2


@pytest.mark.parametrize(
    "address", ["/search/?q=shape", "/?utm_source=x", "/random/", "/nothing/", "/account/login/"]
)
def test_what_is_for_nobody_else_is_not_kept(site, summary, address):
    for _ in range(2):
        site.read(address)

    assert site.made == 2


def test_who_has_the_page_is_told_so_from_the_cache(site, summary):
    site.read("/")
    tag, date = site.headers["ETag"], site.headers["Last-Modified"]

    assert site.read("/", HTTP_IF_NONE_MATCH=f'"x", {tag}') == ""
    assert site.status == 304
    assert site.headers["ETag"] == tag
    assert "Content-Length" not in site.headers
    site.read("/", HTTP_IF_MODIFIED_SINCE=date)
    assert site.status == 304
    assert site.read("/", HTTP_IF_NONE_MATCH='"x"', HTTP_IF_MODIFIED_SINCE=date)
    assert (site.status, site.made) == (200, 1)


def test_who_asks_for_a_change_first_gets_it_from_django_once(site, summary):
    site.read("/", HTTP_IF_NONE_MATCH='"x"')
    assert site.status == 200
    tag = site.headers["ETag"]
    site.read("/", HTTP_IF_NONE_MATCH=tag)

    assert (site.status, site.made) == (304, 1)


def test_a_head_has_the_headers_and_no_body(site, summary):
    site.read("/")
    length = site.headers["Content-Length"]

    assert site.read("/", method="HEAD") == ""
    assert (site.headers["Content-Length"], site.made) == (length, 1)


def test_private_texts_never_enter_the_cache(site, alice, monkeypatch):
    private = make_summary(author=alice, body="A secret.", visibility="private")
    linked = make_summary(author=alice, body="A secret.", visibility="link", share_token="a" * 32)
    kept = []
    monkeypatch.setattr(store, "set", lambda key, value, *rest: kept.append(value))
    client = Client()
    client.force_login(alice)
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    for page in (private.get_absolute_url(), "/shared/" + "a" * 32 + "/", "/people/alice/"):
        site.read(page, HTTP_COOKIE=cookie)
        site.read(page)

    assert linked.share_token
    assert not any(b"A secret" in getattr(page, "body", b"") for page in kept)


def test_each_kept_answer_has_a_name_of_its_own_or_the_proxys(site, summary, settings):
    names = set()
    for _ in range(3):
        site.read("/", HTTP_X_REQUEST_ID="given-by-anybody")
        names.add(site.headers["X-Request-ID"])
    settings.PROXY_HOPS = 1
    site.read("/", HTTP_X_REQUEST_ID="given-by-nginx")

    assert (len(names), site.made) == (3, 1)
    assert "given-by-anybody" not in names
    assert site.headers["X-Request-ID"] == "given-by-nginx"


def test_a_process_holds_no_large_page(site, summary, monkeypatch):
    monkeypatch.setattr(near, "SECONDS", 60)
    monkeypatch.setattr(near, "LARGEST", 1_000)
    monkeypatch.setattr(near, "_pages", {})
    site.read("/")
    site.read("/")

    assert near._pages == {}
    assert site.made == 1
