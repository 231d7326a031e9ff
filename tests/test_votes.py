"""Votes: one a person, never on one's own, counted exactly, and said in words."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from summaries.models import Summary
from summaries.recount import recount
from tests.factories import make_summary, make_user, make_vote

HTMX = {"HX-Request": "true"}


@pytest.fixture
def url(summary):
    return f"/summaries/{summary.pk}/vote/"


def tallies(summary):
    summary.refresh_from_db()
    return summary.ups, summary.downs, summary.score


def test_a_vote_is_cast_changed_and_taken_back(client, bob, summary, url):
    client.force_login(bob)
    seen = []
    for value in ("1", "1", "-1", "0", "0"):
        response = client.post(url, {"value": value})
        seen.append(tallies(summary))

    assert seen == [(1, 0, 1), (1, 0, 1), (0, 1, -1), (0, 0, 0), (0, 0, 0)]
    assert response.url == f"{summary.get_absolute_url()}#vote-{summary.pk}"
    assert not summary.votes.exists()


def test_a_vote_leads_back_to_the_page_it_was_cast_on_and_never_away(client, bob, summary, url):
    client.force_login(bob)

    feed = client.post(url, {"value": "1", "next": "/?tab=best&page=2"})
    away = client.post(url, {"value": "1", "next": "https://example.org/"})

    assert feed.url == f"/?tab=best&page=2#vote-{summary.pk}"
    assert away.url == f"{summary.get_absolute_url()}#vote-{summary.pk}"


def test_htmx_gets_the_buttons_alone_pressed_and_a_change_said_aloud(client, bob, summary, url):
    client.force_login(bob)

    answer = client.post(url, {"value": "1", "next": "/?tab=best"}, headers=HTMX)
    fragment = answer.content.decode()

    assert "<html" not in fragment
    assert fragment.count('aria-pressed="true"') == 1
    assert 'name="value" value="0" aria-pressed="true" aria-label="Helpful"' in fragment
    assert 'hx-swap-oob="innerHTML">You find it helpful. +1 vote.' in fragment
    assert 'name="next" value="/?tab=best"' in fragment


@pytest.mark.parametrize(
    "sent",
    [{}, {"value": "2"}, {"value": "up"}, {"value": "9" * 5000}, {"value": "-1", "reason": "envy"}],
)
def test_a_vote_that_is_none_is_refused_in_words(client, bob, summary, url, sent):
    client.force_login(bob)

    response = client.post(url, sent)

    assert response.status_code == 400
    assert "A vote is 1, 0 or −1" in response.content.decode()
    assert tallies(summary) == (0, 0, 0)


def test_nobody_votes_on_their_own_summary(client, alice, summary, url):
    client.force_login(alice)

    response = client.post(url, {"value": "1"})

    assert response.status_code == 403
    assert "Nobody votes on their own summary." in response.content.decode()
    assert url not in client.get(summary.get_absolute_url()).content.decode()


def test_a_stranger_is_led_to_the_log_in_and_back(client, summary, url):
    plain = client.post(url, {"value": "1"})
    fragment = client.post(url, {"value": "1"}, headers=HTMX)
    page = client.get(summary.get_absolute_url()).content.decode()

    assert plain.url == f"/account/login/?next={summary.get_absolute_url()}"
    assert fragment["HX-Redirect"] == plain.url
    assert page.count(f'href="/account/login/?next=%2Fsummaries%2F{summary.pk}%2F"') >= 2
    assert tallies(summary) == (0, 0, 0)


def test_a_suspended_person_votes_no_more(client, bob, summary, url):
    client.force_login(bob)
    bob.is_active = False
    bob.save()

    response = client.post(url, {"value": "1"})

    assert response.url.startswith("/account/login/")
    assert tallies(summary) == (0, 0, 0)


@pytest.mark.parametrize(
    "hidden", [{"visibility": "draft"}, {"visibility": "private"}, {"visibility": "link"}, "hidden"]
)
def test_what_one_cannot_see_has_no_vote(client, alice, bob, hidden):
    unseen = make_summary(author=alice, **({} if hidden == "hidden" else hidden))
    if hidden == "hidden":
        unseen.hide()
    address = f"/summaries/{unseen.pk}/vote/"

    as_stranger = client.post(address, {"value": "1"})
    client.force_login(bob)
    as_bob = client.post(address, {"value": "1"})

    assert (as_stranger.status_code, as_bob.status_code) == (404, 404)
    assert not unseen.votes.exists()


def test_reading_never_votes(client, bob, summary, url):
    client.force_login(bob)

    assert client.get(url).status_code == 405


def test_too_many_votes_have_to_wait(client, bob, summary, url, settings):
    settings.LIMITS = {**settings.LIMITS, "vote": (2, 600)}
    client.force_login(bob)

    answers = [client.post(url, {"value": "1"}) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 600


def test_the_author_alone_sees_why_people_voted_against_and_never_who(client, alice, summary, url):
    for reason in ("unclear", "inaccurate", "unclear", ""):
        voter = make_user()
        client.force_login(voter)
        client.post(url, {"value": "-1", "reason": reason})
    to_voter = client.get(summary.get_absolute_url()).content.decode()
    client.force_login(alice)
    to_alice = client.get(summary.get_absolute_url()).content.decode()

    assert "2 × unclear, 1 × inaccurate" in to_alice
    assert "Only you see why" not in to_voter
    assert voter.username not in to_alice


def test_a_reason_goes_with_the_vote_against(client, bob, summary, url):
    client.force_login(bob)
    client.post(url, {"value": "-1", "reason": "off"})
    page = client.get(summary.get_absolute_url()).content.decode()
    client.post(url, {"value": "1", "reason": "off"})

    assert '<option value="off" selected>' in page
    assert summary.votes.get().reason == ""


@pytest.mark.parametrize(
    "newcomer",
    [
        {"verified_at": None},
        {"date_joined": timezone.now()},
        {"verified_at": None, "date_joined": timezone.now()},
    ],
)
def test_the_vote_of_a_new_account_waits_says_so_and_counts_later(client, summary, url, newcomer):
    voter = make_user(**newcomer)
    client.force_login(voter)

    fragment = client.post(url, {"value": "1"}, headers=HTMX).content.decode()

    assert "Your vote counts when your account is a day old" in fragment
    assert 'aria-pressed="true"' in fragment
    assert tallies(summary) == (0, 0, 0)
    assert not recount(check=True)
    call_command("count_votes", verbosity=0)
    assert tallies(summary) == (0, 0, 0)
    voter.verified_at = timezone.now()
    voter.save()
    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1)):
        assert not recount(check=True)
        for _ in range(2):
            call_command("count_votes", verbosity=0)
            assert tallies(summary) == (1, 0, 1)
            assert not recount(check=True)
        page = client.get(summary.get_absolute_url()).content.decode()
        assert "Your vote counts when" not in page


def test_waiting_votes_count_for_the_authors_contribution_only_later(client, alice, summary):
    make_vote(summary, voter=make_user(verified_at=None))
    alice.refresh_from_db()

    assert alice.contribution == 0
    assert not recount(check=True)


@pytest.mark.parametrize("address", ["/", "/people/alice/", "/papers/conf/nips/HermannL20/"])
def test_ones_own_votes_on_a_list_cost_no_query_more(
    client, alice, bob, paper, address, django_assert_num_queries, django_assert_max_num_queries
):
    make_vote(make_summary(paper=paper, author=alice), voter=bob)
    client.force_login(bob)
    with django_assert_max_num_queries(12) as few:
        client.get(address)
    for number in range(4):
        make_vote(make_summary(author=alice), -1 if number % 2 else 1, voter=bob)
        make_vote(make_summary(paper=paper), voter=bob)

    with django_assert_num_queries(len(few)):
        page = client.get(address).content.decode()

    assert page.count('aria-label="Helpful"') == 5 if address != "/" else 9
    pressed = page.count('aria-pressed="true" aria-label="Helpful"')
    assert pressed == {"/": 7, "/people/alice/": 3}.get(address, 5)


def test_with_vote_of_knows_nobodys_vote_but_ones_own(alice, bob, carol, summary):
    make_vote(summary, voter=bob)
    make_vote(summary, -1, voter=carol)

    rows = {
        user.username: Summary.objects.with_vote_of(user).get(pk=summary.pk).my_vote
        for user in (alice, bob, carol)
    }

    assert rows == {"alice": None, "bob": 1, "carol": -1}
