"""One person's news at a secret address, for a feed reader."""

from xml.etree import ElementTree as Tree

import pytest

from accounts.notify import summary_published, votes_changed
from summaries.models import Follow
from tests.factories import make_paper, make_summary, make_user
from tests.news import commented

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def path(alice):
    alice.set_feed(is_open=True)
    return f"/feeds/personal/{alice.feed_token}/feed.atom"


def entries(client, path):
    feed = Tree.fromstring(client.get(path).content)
    return [
        {child.tag.removeprefix(ATOM): child.text for child in entry}
        for entry in feed.iter(f"{ATOM}entry")
    ]


def test_it_tells_what_the_inbox_tells(client, path, bob, summary):
    commented(summary, bob, "What of $x^2$?")
    (entry,) = entries(client, path)

    assert entry["title"] == f"bob commented on your summary: {summary.paper.title}"
    assert "<i>x²</i>" in entry["summary"]


def test_it_has_the_summaries_of_what_one_follows_once(client, path, alice, bob, paper):
    Follow.objects.create(user=alice, paper=paper)
    old = make_summary(paper=paper, author=bob)
    new = make_summary(paper=paper, author=make_user("dora"))
    summary_published(new)

    assert {entry["id"].removeprefix("http://testserver") for entry in entries(client, path)} == {
        old.get_absolute_url(),
        new.get_absolute_url(),
    }
    assert len(entries(client, path)) == 2


def test_it_is_for_nobody_elses_eyes(client, path):
    response = client.get(path)

    assert response.headers["Content-Type"].startswith("application/atom+xml")
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "private" in response.headers["Cache-Control"]
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.cookies == {}


def test_it_names_its_owner_nowhere(client, path, alice, bob, summary):
    commented(summary, bob)

    assert "alice" not in client.get(path).content.decode().lower()


@pytest.mark.parametrize("visibility", ["private", "link", "draft"])
def test_only_what_is_public_is_in_it(client, path, alice, bob, visibility):
    summary = make_summary(author=alice)
    commented(summary, bob, "A secret.")
    summary.show_to(visibility)

    assert entries(client, path) == []


def test_nothing_that_is_hidden_or_taken_back_is_in_it(client, path, bob, summary):
    commented(summary, bob).hide()
    commented(summary, bob).retract()

    assert entries(client, path) == []


def test_answers_to_ones_anonymous_texts_are_not_in_it(client, path, alice, bob):
    summary = make_summary(author=alice, is_anonymous=True)
    commented(summary, bob)
    summary.set_vote(bob, 1)
    votes_changed(summary)

    assert alice.notifications.count() == 2
    assert entries(client, path) == []


def test_an_anonymous_author_is_not_named(client, path, alice, bob, paper):
    Follow.objects.create(user=alice, paper=paper)
    Follow.objects.create(user=alice, person=bob)
    make_summary(author=bob, is_anonymous=True)
    make_summary(paper=paper, author=bob, is_anonymous=True)
    (entry,) = entries(client, path)

    assert entry["title"].startswith("Anonymous wrote a summary")
    assert "bob" not in client.get(path).content.decode()


def test_titles_may_hold_anything(client, path, alice, bob):
    commented(make_summary(author=alice, paper=make_paper(title="A\x01B & <C>\n\x0b")), bob)

    assert entries(client, path)[0]["title"].endswith(": AB & <C>")


@pytest.mark.parametrize("body", ["a\x01b \x0b c", "`\x1b[0m`", "$\x02$"])
def test_texts_may_hold_anything(client, path, bob, summary, body):
    commented(summary, bob, body)

    assert len(entries(client, path)) == 1


@pytest.mark.parametrize("token", ["0" * 32, "None", "null", "x"])
def test_an_address_that_nobody_made_is_no_page(client, alice, token):
    assert client.get(f"/feeds/personal/{token}/feed.atom").status_code == 404


def test_the_feed_of_a_closed_account_ends(client, path, alice):
    alice.is_active = False
    alice.save()

    assert client.get(path).status_code == 404


def test_its_owner_makes_renews_and_ends_it(client, alice):
    client.force_login(alice)
    paths = []
    for _ in range(2):
        client.post("/account/feed/", {"action": "make"})
        alice.refresh_from_db()
        paths.append(f"/feeds/personal/{alice.feed_token}/feed.atom")
        assert paths[-1] in client.get("/account/").content.decode()
    assert [client.get(path).status_code for path in paths] == [404, 200]

    client.post("/account/feed/", {"action": "revoke"})
    assert client.get(paths[1]).status_code == 404
    assert "feeds/personal" not in client.get("/account/").content.decode()


def test_the_address_has_128_random_bits(alice, bob):
    alice.set_feed(is_open=True)
    bob.set_feed(is_open=True)

    assert len(bytes.fromhex(alice.feed_token)) == 16
    assert alice.feed_token != bob.feed_token


def test_another_action_is_refused(client, alice):
    client.force_login(alice)

    assert client.post("/account/feed/", {"action": "sell"}).status_code == 400


def test_the_number_of_queries_stays_the_same(
    client, path, alice, bob, django_assert_max_num_queries
):
    Follow.objects.create(user=alice, person=bob)
    for _ in range(5):
        commented(make_summary(author=alice), bob)
        make_summary(author=bob)
    with django_assert_max_num_queries(4):
        assert len(entries(client, path)) == 10
