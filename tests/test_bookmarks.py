"""Bookmarks: one's own list of papers, by what one wants of them."""

import pytest

from summaries.models import Bookmark
from tests.factories import make_paper

HTMX = {"HX-Request": "true"}


@pytest.fixture
def url(paper):
    return f"/papers/{paper.key}/bookmark/"


def keep(user, state="to_read", **paper):
    return Bookmark.objects.keep(user, make_paper(**paper), state)


def test_a_paper_is_kept_moved_and_let_go(client, bob, paper, url):
    client.force_login(bob)
    seen = []
    for state in ("to_read", "read", "read", "liked", "none", "none"):
        response = client.post(url, {"state": state})
        seen.append(list(bob.bookmarks.values_list("state", flat=True)))

    assert seen == [["to_read"], ["read"], ["read"], ["liked"], [], []]
    assert response.url == paper.get_absolute_url()


def test_the_papers_page_shows_what_one_keeps_to_oneself_alone(client, bob, carol, paper, url):
    client.force_login(bob)
    client.post(url, {"state": "liked"})
    own = client.get(paper.get_absolute_url()).content.decode()
    client.force_login(carol)
    others = client.get(paper.get_absolute_url()).content.decode()

    assert 'name="state" value="none" aria-pressed="true">Liked' in own
    assert 'aria-pressed="true">Liked' not in others


def test_htmx_gets_the_buttons_alone(client, bob, url):
    client.force_login(bob)

    fragment = client.post(url, {"state": "read"}, headers=HTMX).content.decode()

    assert "<html" not in fragment
    assert 'name="state" value="none" aria-pressed="true">Read' in fragment
    assert "The paper is among your bookmarks." in fragment


@pytest.mark.parametrize("sent", [{}, {"state": ""}, {"state": "burnt"}, {"state": "x" * 5000}])
def test_a_state_that_is_none_is_refused_in_words(client, bob, url, sent):
    client.force_login(bob)

    response = client.post(url, sent)

    assert response.status_code == 400
    assert "A bookmark is" in response.content.decode()
    assert not bob.bookmarks.exists()


def test_a_stranger_and_a_suspended_person_are_led_to_the_log_in(client, bob, paper, url):
    as_stranger = client.post(url, {"state": "read"})
    client.force_login(bob)
    bob.is_active = False
    bob.save()
    suspended = client.post(url, {"state": "read"})
    the_list = client.get("/bookmarks/?state=read")

    assert as_stranger.url == suspended.url
    assert as_stranger.url == f"/account/login/?next={paper.get_absolute_url()}"
    assert the_list.url == "/account/login/?next=/bookmarks/%3Fstate%3Dread"
    assert not Bookmark.objects.exists()


def test_a_paper_that_is_not_here_cannot_be_kept(client, bob):
    client.force_login(bob)

    assert client.post("/papers/no/such/paper/bookmark/", {"state": "read"}).status_code == 404


def test_too_many_bookmarks_have_to_wait(client, bob, url, settings):
    settings.LIMITS = {**settings.LIMITS, "keep": (1, 600)}
    client.force_login(bob)

    answers = [client.post(url, {"state": "read"}).status_code for _ in range(2)]

    assert answers == [302, 429]


def test_the_list_shows_ones_own_by_state_newest_first(client, bob, carol):
    keep(bob, title="An old one")
    keep(bob, "liked", title="A liked one")
    keep(bob, title="A new one")
    keep(carol, title="Another's")
    client.force_login(bob)

    everything = client.get("/bookmarks/")
    to_read = client.get("/bookmarks/?state=to_read").content.decode()
    nonsense = client.get("/bookmarks/?state=x")
    page = everything.content.decode()

    assert [paper.title for paper in everything.context["page"]] == [
        "A new one",
        "A liked one",
        "An old one",
    ]
    assert "To read <small>2</small>" in page
    assert "Another" not in page
    assert "A liked one" not in to_read
    assert len(nonsense.context["page"].rows) == 3
    assert 'name="robots" content="noindex"' in page


def test_an_empty_list_says_how_to_fill_it(client, bob):
    client.force_login(bob)

    assert "Nothing is here yet." in client.get("/bookmarks/").content.decode()


def test_the_list_costs_the_same_few_queries_whatever_its_length(
    client, bob, django_assert_num_queries, django_assert_max_num_queries
):
    keep(bob, authors=["A"], keywords=["k"])
    client.force_login(bob)
    with django_assert_max_num_queries(8) as few:
        client.get("/bookmarks/")
    for number in range(5):
        keep(bob, authors=["A", f"B{number}"], keywords=["k", f"l{number}"])

    with django_assert_num_queries(len(few)):
        client.get("/bookmarks/")
