"""Shutting people out: at once, until a day or for good, with their votes and texts, and back."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import mailer
from accounts.models import Notice, Suspension, Token
from accounts.suspending import ban, lift_if_over, suspend
from summaries.models import LogEntry, Summary, Ticket
from summaries.recount.due_votes import count_due_votes
from tests.desk import fresh, numbers_are_right
from tests.factories import make_comment, make_summary, make_user, make_vote
from tests.moderating import decide, member_of, ticket_page

pytestmark = pytest.mark.django_db
LOGIN = {"login": "bob", "password": "a long passphrase"}


@pytest.fixture
def desk():
    client = Client()
    client.force_login(member_of("moderator"))
    return client


def day(days):
    return f"{timezone.now() + timedelta(days=days):%Y-%m-%d}"


def log_in(client, person):
    person.emailaddress_set.get_or_create(email=person.email, verified=True, primary=True)
    return client.post("/account/login/", {**LOGIN, "login": person.username})


def test_it_takes_effect_on_the_next_request_and_ends_every_session(client, desk, bob):
    assert log_in(client, bob).status_code == 302
    assert client.get("/account/").status_code == 200
    sessions = Session.objects.count()
    decide(desk, "person", bob, "suspend", until=day(3))

    assert client.get("/account/").status_code == 302
    assert Session.objects.count() == sessions - 1
    assert client.get("/people/bob/").status_code == 404
    assert log_in(client, bob).url == "/account/inactive/"


def test_it_ends_on_its_day(client, desk, bob):
    decide(desk, "person", bob, "suspend", until=day(3))
    Suspension.objects.update(until=timezone.now() - timedelta(minutes=1))
    log_in(client, bob)

    assert client.get("/account/").status_code == 200
    assert Suspension.objects.get().lifted_at


def test_a_command_ends_those_that_are_over(capsys, desk, bob, carol):
    decide(desk, "person", bob, "suspend", until=day(3))
    decide(desk, "person", carol, "suspend", until=day(3))
    Suspension.objects.filter(user=bob).update(until=timezone.now())
    call_command("lift_suspensions")
    call_command("lift_suspensions")

    assert capsys.readouterr().out == "1 let in.\n0 let in.\n"
    assert (fresh(bob).is_active, fresh(carol).is_active) == (True, False)


def test_a_ban_that_has_taken_the_place_of_one_that_is_over_stays(bob):
    suspend(bob, until=timezone.now())
    ban(bob, reason="spam")

    assert not lift_if_over(bob)
    assert not fresh(bob).is_active


def test_no_tick_in_the_admin_shuts_anybody_out_or_lets_them_in(client, desk, admin, bob):
    client.force_login(admin)
    page = f"/admin/accounts/user/{bob.pk}/change/"
    client.post(page, {"username": "bob"})
    assert fresh(bob).is_active
    assert ticket_page("person", bob) in client.get(page).content.decode()
    decide(desk, "person", bob, "suspend")
    client.post(page, {"username": "bob", "is_active": "on"})

    assert not fresh(bob).is_active


def test_without_a_day_it_is_for_good(client, desk, bob):
    decide(desk, "person", bob, "suspend")
    entry = LogEntry.objects.get()

    assert entry.detail == "for good"
    assert Suspension.objects.get().until is None
    assert "suspended" in client.get("/moderation/").content.decode().lower()


@pytest.mark.parametrize("until", [day(0), day(-1), day(5000), "soon"])
def test_a_day_without_sense_is_refused_in_words(desk, bob, until):
    response = decide(desk, "person", bob, "suspend", until=until)

    assert response.status_code == 422
    assert fresh(bob).is_active


def test_whoever_is_suspended_is_mailed_and_may_appeal(desk, bob, mailoutbox):
    decide(desk, "person", bob, "suspend", until=day(3), explanation="Calm down.")
    mailer.send_due()

    assert "Calm down." in mailoutbox[0].body
    assert "/account/appeals/" in mailoutbox[0].body


def test_another_suspension_takes_the_place_of_the_first(desk, bob):
    decide(desk, "person", bob, "suspend", until=day(3))
    decide(desk, "person", bob, "suspend", until=day(30))

    assert Suspension.objects.in_force().count() == 1
    assert not fresh(bob).is_active


def test_lifting_lets_them_in(client, desk, bob):
    decide(desk, "person", bob, "suspend")
    decide(desk, "person", bob, "lift", explanation="We talked.")
    log_in(client, bob)

    assert client.get("/account/").status_code == 200
    assert [entry.action for entry in LogEntry.objects.all()] == ["lift", "suspend"]


def test_an_account_that_an_administrator_closed_is_not_opened_by_a_suspension_s_end(desk, bob):
    bob.is_active = False
    bob.save()
    call_command("lift_suspensions", verbosity=0)

    assert decide(desk, "person", bob, "lift").status_code == 422
    assert not fresh(bob).is_active


@pytest.mark.parametrize("action", ["suspend", "ban"])
@pytest.mark.parametrize("who", ["is_staff", "is_superuser"])
def test_a_moderator_shuts_out_nobody_on_the_staff(desk, action, who):
    person = make_user(**{who: True})

    assert decide(desk, "person", person, action).status_code == 409
    assert fresh(person).is_active


# Bans


def test_the_votes_of_who_is_banned_stop_counting_and_count_again(desk, bob, summary):
    make_vote(summary, 1, bob)
    make_vote(summary, 1)
    decide(desk, "person", bob, "ban")
    assert fresh(summary).ups == 1
    assert count_due_votes() == 0
    assert numbers_are_right()
    decide(desk, "person", bob, "lift")
    count_due_votes()

    assert fresh(summary).ups == 2
    assert numbers_are_right()


def test_a_ban_leaves_what_they_wrote_unless_told_otherwise(client, desk, alice, summary):
    decide(desk, "person", alice, "ban")

    assert client.get(summary.get_absolute_url()).status_code == 200


@pytest.fixture
def works(alice, summary):
    """All kinds of texts of Alice."""
    anonymous = make_summary(author=alice, is_anonymous=True)
    return {
        "signed": summary,
        "anonymous": anonymous,
        "private": make_summary(author=alice, visibility="private"),
        "comment": make_comment(author=alice),
        "own comment": make_comment(author=alice, summary=anonymous),
    }


def test_a_ban_with_texts_hides_the_signed_ones_and_queues_the_anonymous(
    client, desk, alice, works
):
    decide(desk, "person", alice, "ban", hides_texts="on")
    hidden = {name for name, work in works.items() if fresh(work).hidden_at}

    assert hidden == {"signed", "comment"}
    assert Ticket.objects.open().get().thing == works["anonymous"]
    assert LogEntry.objects.count() == 1
    assert numbers_are_right()
    page = client.get("/moderation/").content.decode()
    assert works["anonymous"].paper.title not in page


def test_lifting_it_shows_what_it_had_hidden_and_nothing_else(desk, alice, works):
    other = make_summary(author=alice)
    decide(desk, "summary", other, "hide")
    decide(desk, "person", alice, "ban", hides_texts="on")
    decide(desk, "person", alice, "lift")

    assert not any(fresh(work).hidden_at for work in works.values())
    assert fresh(other).hidden_at
    assert numbers_are_right()


def test_lifting_what_replaced_a_ban_shows_what_the_ban_had_hidden(desk, alice, works):
    decide(desk, "person", alice, "ban", hides_texts="on")
    decide(desk, "person", alice, "suspend", until=day(3))
    assert fresh(works["signed"]).hidden_at
    decide(desk, "person", alice, "lift")

    assert not any(fresh(work).hidden_at for work in works.values())
    assert numbers_are_right()


def test_a_program_s_key_and_a_secret_feed_end_with_the_account(client, desk, bob):
    key = Token.objects.issue(bob, "script", ["votes:write"])[1]
    bob.set_feed(is_open=True)
    feed = reverse("personal_feed", args=[bob.feed_token])
    with_key = {"headers": {"Authorization": f"Bearer {key}"}}

    def answers():
        own = client.get("/api/v1/me/votes", **with_key)
        return own.status_code, client.get(feed).status_code

    assert answers() == (200, 200)
    decide(desk, "person", bob, "suspend")
    assert answers() == (401, 404)
    decide(desk, "person", bob, "lift")
    assert answers() == (200, 200)


def test_neither_author_nor_date_changes(desk, alice, works):
    def facts():
        rows = Summary.objects.order_by("pk").values_list("author", "published_at", "is_anonymous")
        return list(rows)

    before = facts()
    decide(desk, "person", alice, "ban", hides_texts="on")
    decide(desk, "person", alice, "lift")

    assert facts() == before


def test_who_is_shut_out_is_on_nobody_s_list(client, desk, alice, bob):
    bob.follows.create(person=alice)
    make_summary(author=alice)
    decide(desk, "person", alice, "suspend")
    client.force_login(bob)

    for page in ("/following/", "/people/"):
        assert "/people/alice/" not in client.get(page).content.decode()


def test_everything_is_told_to_whom_it_concerns(desk, alice):
    decide(desk, "person", alice, "ban", explanation="Again and again.")
    notice = Notice.objects.get()

    assert (notice.user, notice.entry.action) == (alice, "ban")
    assert notice.may_appeal
