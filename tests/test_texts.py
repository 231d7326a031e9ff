"""One's own texts in one list, which nobody else sees, and the ways to one's own pages."""

import pytest

from summaries.models import Draft
from tests.factories import make_paper, make_summary

KINDS = {
    "Public": {},
    "Public, without your name": {"is_anonymous": True},
    "Private": {"visibility": "private"},
    "Draft": {"visibility": "draft"},
    "Secret link": {"visibility": "link"},
}


@pytest.fixture
def written(alice):
    """A summary of each kind, about a paper whose title says so."""
    for number, (kind, fields) in enumerate(KINDS.items()):
        paper = make_paper(key=f"conf/x/{number}", title=f"About {kind}")
        make_summary(paper=paper, author=alice, **fields)


def test_one_finds_whatever_one_has_written(client, alice, bob, written):
    make_summary(paper=make_paper(key="conf/x/other", title="Of another"), author=bob)
    client.force_login(alice)
    page = client.get("/texts/").content.decode()

    for kind in KINDS:
        assert f">About {kind}</a>" in page
        assert f'"register-more">{kind}<' in page
    assert "Of another" not in page


def test_what_is_not_saved_leads_to_the_editor(client, alice, bob, paper):
    Draft.objects.keep(alice, paper, 0, body="Half a thought")
    Draft.objects.keep(bob, make_paper(key="conf/x/b", title="Of another"), 0, body="Whole")
    client.force_login(alice)
    page = client.get("/texts/").content.decode()

    assert f'href="/papers/{paper.key}/write/">{paper.title}</a>' in page
    assert "Of another" not in page


def test_the_last_edited_stands_first_whatever_others_vote(client, alice, bob, written):
    first = alice.summaries.order_by("pk").first()
    first.revise("Anew.", editor=alice)
    alice.summaries.get(paper__title="About Public, without your name").set_vote(bob, 1)
    client.force_login(alice)
    page = client.get("/texts/").content.decode()

    order = [page.index(f">About {kind}</a>") for kind in ("Public", "Secret link", "Draft")]
    assert order == sorted(order)
    assert page.index(">About Draft</a>") < page.index(">About Public, without your name</a>")


def test_a_hidden_one_says_so(client, alice, summary):
    summary.hide()
    client.force_login(alice)

    assert "Public, hidden by a moderator" in client.get("/texts/").content.decode()


def test_a_stranger_logs_in_first_and_nothing_can_be_sent(client, alice, written):
    assert client.get("/texts/").url.startswith("/account/login/?next=/texts/")
    client.force_login(alice)
    assert client.post("/texts/").status_code == 405


def test_the_list_costs_the_same_whatever_its_length(
    client, alice, written, django_assert_num_queries
):
    client.force_login(alice)
    with django_assert_num_queries(5):
        client.get("/texts/")
    for number in range(10, 20):
        make_summary(paper=make_paper(key=f"conf/x/{number}"), author=alice)
    with django_assert_num_queries(5):
        client.get("/texts/")


@pytest.mark.parametrize("start", ["/account/", "/people/alice/"])
@pytest.mark.parametrize("room", ["/texts/", "/bookmarks/", "/following/"])
def test_ones_own_rooms_are_reached_from_ones_own_pages(client, alice, start, room):
    client.force_login(alice)
    assert f'<a href="{room}">' in client.get(start).content.decode()


@pytest.mark.parametrize("room", ["/texts/", "/bookmarks/", "/following/"])
def test_the_page_of_another_has_no_way_to_ones_own_rooms(client, alice, bob, room):
    client.force_login(bob)
    assert f'<a href="{room}">' not in client.get("/people/alice/").content.decode()
