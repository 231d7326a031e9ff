"""Strangers' pages come from the shared cache, and none is older than the last write."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from shortsci.kept_pages import clock, near
from shortsci.kept_pages.store import store
from tests.factories import make_summary, make_user, make_vote
from tests.serving import wait_until

pytestmark = pytest.mark.django_db


def rename(summary):
    summary.author.display_name = "Another name"
    summary.author.save()


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


def test_a_vote_leaves_the_pages_of_other_papers(site, summary):
    other, bob = make_summary(), make_user()
    site.read(other.paper.get_absolute_url())
    site.write(make_vote, summary, voter=bob)
    site.read(other.paper.get_absolute_url())

    assert site.made == 1


def test_what_is_taken_back_drops_nothing_and_what_comes_after_does(site, summary):
    site.read("/")
    site.write(rename_in_vain, summary)
    site.read("/")
    assert site.made == 1

    site.write(rename_in_vain, summary, and_then=rename)
    site.read("/")
    assert site.made == 2


def rename_in_vain(summary, and_then=lambda summary: None):
    with transaction.atomic():
        rename(summary)
        transaction.set_rollback(True)
    and_then(summary)


def test_logging_in_and_being_here_drops_nothing(site, alice, summary):
    site.read("/")
    client = Client()
    site.write(client.force_login, alice)
    site.write(client.post, "/account/seen/")
    reader = {"User-Agent": "Mozilla/5.0"}
    site.write(client.post, f"{summary.get_absolute_url()}readers/", headers=reader)
    site.read("/")

    assert site.made == 1


def test_what_is_read_all_the_time_comes_from_the_process_until_something_is_written(
    site, summary, monkeypatch
):
    monkeypatch.setattr(near, "SECONDS", 60)
    site.read("/")
    site.read("/")
    monkeypatch.setattr(store, "get_many", lambda keys: pytest.fail("The cache was asked."))
    site.read("/")
    monkeypatch.undo()
    site.write(rename, summary)

    assert "Another name" in site.read("/")
    assert site.made == 2


def test_a_cache_that_has_forgotten_when_things_changed_keeps_nothing_old(site, summary):
    site.read("/")
    store.delete_many(["pages:clock", "pages:group:everything", "pages:group:lists"])
    site.read("/")
    assert site.made == 2

    site.read("/")
    assert site.made == 2


def test_a_page_that_was_written_to_while_it_was_made_is_not_kept(site, summary):
    django = site.django

    def slow(environ, start_response):
        response = django(environ, start_response)
        site.write(rename, summary)
        return response

    site.django = slow
    site.read("/")
    site.django = django
    site.read("/")

    assert site.made == 2


@pytest.fixture
def without_cache(monkeypatch):
    """A block in which the cache is away. At its end all that it has missed is said to it."""
    monkeypatch.setattr(clock, "PAUSE", 0.01)

    def gone(*args, **kwargs):
        raise ConnectionError("The cache is away.")

    @contextmanager
    def block():
        with monkeypatch.context() as patch:
            for name in ("get", "get_many", "set", "set_many", "add", "incr", "get_or_set"):
                patch.setattr(store, name, gone)
            yield
        wait_until(lambda: not clock.owed)

    return block


def test_without_a_cache_pages_are_made_and_writes_go_through(pieces, summary, without_cache):
    site = pieces
    with without_cache():
        site.write(rename, summary)

        assert "Another name" in site.read("/")
        assert "Another name" in site.read("/")


def test_what_was_written_without_a_cache_drops_its_pages_when_it_is_back(
    pieces, summary, without_cache
):
    site = pieces
    site.read("/")
    with without_cache():
        site.write(rename, summary)

    assert "Another name" in site.read("/")


def test_a_page_that_was_made_while_the_cache_went_back_in_time_is_not_kept(site, summary):
    """It knows nothing of what was written since, and its clock shows less than the page does."""
    django = site.django

    def slow(environ, start_response):
        response = django(environ, start_response)
        store.clear()
        store.set(clock.CLOCK, 1)
        site.write(rename, summary)
        return response

    site.django = slow
    site.read("/")
    site.django = django

    assert "Another name" in site.read("/")


def test_no_group_is_remembered_for_ever(site, summary, time_machine):
    """There are as many as papers, and each page that is asked for makes one."""
    group = clock.group(clock.pages_of_paper(summary.paper_id))
    for act in (site.read, lambda address: site.write(make_vote, summary)):
        act(summary.paper.get_absolute_url())
        assert store.get(group)

        time_machine.move_to(timezone.now() + timedelta(seconds=clock.KNOWN + 1))
        assert store.get(group) is None
        assert store.get(clock.CLOCK)


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
