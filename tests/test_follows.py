"""Following: the buttons, the list, the tab of the feed; and what is new since the last visit."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.visits import last_visit_at, note_visit
from summaries.models import Follow
from tests.factories import (
    make_author,
    make_keyword,
    make_paper,
    make_summary,
    make_user,
    make_venue,
)

HTMX = {"HX-Request": "true"}


@pytest.fixture
def things(alice):
    """One of everything that can be followed, around one paper of alice's summary."""
    venue = make_venue(key="conf/nips")
    author = make_author("Sepp Hochreiter")
    keyword = make_keyword("cs.LG")
    paper = make_paper(key="conf/nips/H", venue=venue, authors=[author], keywords=[keyword])
    return {
        "person": alice,
        "paper": paper,
        "venue": venue,
        "author": author,
        "keyword": keyword,
    }


@pytest.mark.parametrize("target", Follow.TARGETS)
def test_everything_can_be_followed_and_followed_no_more(client, bob, things, target):
    client.force_login(bob)
    thing = things[target]
    address = f"{thing.get_absolute_url()}follow/"

    before = client.get(thing.get_absolute_url()).content.decode()
    response = client.post(address, {"follow": "1"})
    client.post(address, {"follow": "1"})
    after = client.get(thing.get_absolute_url()).content.decode()
    followed = [follow.target for follow in bob.follows.all()]
    client.post(address, {"follow": "0"})
    client.post(address, {"follow": "0"})

    assert f'action="{address}"' in before
    assert 'name="follow" value="1" aria-pressed="false"' in before
    assert response.url == thing.get_absolute_url()
    assert 'name="follow" value="0" aria-pressed="true"' in after
    assert followed == [thing]
    assert not bob.follows.exists()


@pytest.mark.parametrize("target", Follow.TARGETS)
def test_a_stranger_is_led_to_the_log_in(client, things, target):
    thing = things[target]

    response = client.post(f"{thing.get_absolute_url()}follow/", {"follow": "1"})
    page = client.get(thing.get_absolute_url()).content.decode()

    assert response.url.startswith("/account/login/?next=")
    assert "Log in to hear of new summaries" in page
    assert not Follow.objects.exists()


@pytest.mark.parametrize(
    "address",
    [
        "/people/nobody/follow/",
        "/papers/nothing/follow/",
        "/venues/nothing/follow/",
        "/authors/nobody/follow/",
        "/keywords/nothing/follow/",
    ],
)
def test_what_is_not_here_cannot_be_followed(client, bob, address):
    client.force_login(bob)

    assert client.post(address, {"follow": "1"}).status_code == 404


def test_a_closed_account_cannot_be_followed_nor_follow(client, alice, bob):
    alice.is_active = False
    alice.save()
    client.force_login(bob)
    closed = client.post("/people/alice/follow/", {"follow": "1"})
    bob.is_active = False
    bob.save()
    suspended = client.post("/keywords/x/follow/", {"follow": "1"})

    assert (closed.status_code, suspended.status_code) == (404, 404)


def test_nobody_follows_themselves(client, alice):
    client.force_login(alice)

    response = client.post("/people/alice/follow/", {"follow": "1"})

    assert response.status_code == 403
    assert "Nobody follows themselves." in response.content.decode()
    assert "/people/alice/follow/" not in client.get("/people/alice/").content.decode()


@pytest.mark.parametrize("sent", [{}, {"follow": "2"}, {"follow": "yes"}, {"follow": "1" * 5000}])
def test_nonsense_is_refused_in_words(client, alice, bob, sent):
    client.force_login(bob)

    response = client.post("/people/alice/follow/", sent)

    assert response.status_code == 400
    assert "To follow is 1" in response.content.decode()


def test_htmx_gets_the_button_alone_and_the_change_said_aloud(client, bob, alice):
    client.force_login(bob)

    fragment = client.post("/people/alice/follow/", {"follow": "1"}, headers=HTMX).content.decode()

    assert "<html" not in fragment
    assert 'value="0" aria-pressed="true"' in fragment
    assert "You follow Alice." in fragment


def test_the_list_names_everything_with_a_button(
    client, bob, things, django_assert_num_queries, django_assert_max_num_queries
):
    Follow.objects.note(bob, "person", things["person"], True)
    client.force_login(bob)
    with django_assert_max_num_queries(8) as few:
        client.get("/following/")
    for target in Follow.TARGETS:
        Follow.objects.note(bob, target, things[target], True)

    with django_assert_num_queries(len(few)):
        page = client.get("/following/").content.decode()

    for target, thing in things.items():
        assert f'action="{thing.get_absolute_url()}follow/"' in page, target
    assert page.count('aria-pressed="true" title="Follow no more"') == 5
    client.logout()
    assert client.get("/following/").url == "/account/login/?next=/following/"


def followed_feed(client):
    return [summary.pk for summary in client.get("/?tab=following").context["page"]]


@pytest.mark.parametrize("target", Follow.TARGETS)
def test_the_feed_has_the_summaries_of_what_one_follows(client, bob, things, target):
    wanted = make_summary(paper=things["paper"], author=things["person"])
    make_summary()
    client.force_login(bob)
    before = followed_feed(client)
    Follow.objects.note(bob, target, things[target], True)

    assert before == []
    assert followed_feed(client) == [wanted.pk]


def test_following_a_person_never_shows_what_they_wrote_anonymously(client, alice, bob):
    make_summary(author=alice, is_anonymous=True)
    Follow.objects.note(bob, "person", alice, True)
    client.force_login(bob)

    assert followed_feed(client) == []


def test_the_feed_of_what_one_follows_lists_public_texts_once_and_not_ones_own(
    client, alice, bob, things
):
    wanted = make_summary(paper=things["paper"], author=alice)
    make_summary(paper=things["paper"], author=bob)
    make_summary(paper=things["paper"], visibility="private")
    make_summary(paper=things["paper"]).hide()
    for target in Follow.TARGETS:
        Follow.objects.note(bob, target, things[target], True)
    client.force_login(bob)

    assert followed_feed(client) == [wanted.pk]


def test_the_tab_is_for_those_who_are_logged_in(client, bob, summary):
    to_stranger = client.get("/?tab=following")
    client.force_login(bob)
    to_bob = client.get("/?tab=following").content.decode()

    assert to_stranger.context["tab"] == "hot"
    assert 'href="/?tab=following"' not in to_stranger.content.decode()
    assert '?tab=following" aria-current="page"' in to_bob
    assert "Nothing of what" in to_bob


NOON = timezone.now().replace(hour=12, minute=0)


def test_a_visit_ends_after_half_an_hour_of_silence(bob):
    seen = []
    for minutes in (0, 5, 20, 45, 46, 200):
        with time_machine.travel(NOON + timedelta(minutes=minutes), tick=False):
            bob.refresh_from_db()
            before = last_visit_at(bob)
            note_visit(bob)
            bob.refresh_from_db()
            assert last_visit_at(bob) == before
            seen.append(before and round((before - NOON).total_seconds() / 60))

    assert seen == [None, None, None, None, None, 45]


def test_the_feed_says_what_is_new_since_the_last_visit(client, alice, bob):
    with time_machine.travel(NOON - timedelta(hours=3)):
        make_summary(author=alice)
        note_visit(bob)
        bob.refresh_from_db()
    client.force_login(bob)
    with time_machine.travel(NOON):
        nothing_new = client.get("/").content.decode()
        make_summary(author=alice)
        make_summary(author=bob)
        one_new = client.get("/").content.decode()

    assert "since your last visit" not in nothing_new
    assert "1 summary is new</a> since your last visit" in one_new
    assert one_new.count("New since your last visit") == 1


def test_strangers_and_newcomers_are_not_told_what_is_new(client, bob, summary):
    to_stranger = client.get("/").content.decode()
    client.force_login(bob)

    assert "since your last visit" not in to_stranger
    assert "since your last visit" not in client.get("/").content.decode()


def test_only_a_post_notes_a_visit(client, bob):
    client.force_login(bob)
    client.get("/")
    bob.refresh_from_db()
    after_reading = bob.seen_at
    answer = client.post("/account/seen/")
    bob.refresh_from_db()

    assert after_reading is None
    assert answer.status_code == 204
    assert bob.seen_at is not None
    assert client.get("/account/seen/").status_code == 405


def test_a_strangers_post_notes_nobody(client, alice):
    answer = client.post("/account/seen/")

    alice.refresh_from_db()
    assert answer.status_code == 204
    assert alice.seen_at is None
    assert not make_user().seen_at
