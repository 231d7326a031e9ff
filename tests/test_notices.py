"""Notices from the moderators, their mails, and appeals."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from accounts import mailer
from accounts.models import Notice
from summaries.models import Comment, LogEntry, Ticket
from tests.desk import fresh
from tests.factories import make_comment, make_summary
from tests.moderating import decide, decision, member_of, ticket_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def notice(client, summary, moderator):
    client.force_login(moderator)
    decide(client, "summary", summary, "hide", explanation="It sells shoes.")
    client.logout()
    return Notice.objects.get()


def letter():
    mailer.send_due()
    return mail.outbox[-1]


def link_in(message):
    return re.search(r"http://testserver(/account/appeals/\S+)", message.body).group(1)


def test_the_inbox_and_the_number_beside_it_tell_of_it(client, notice, alice):
    client.force_login(alice)
    inbox = client.get("/account/notifications/")
    assert "The moderators have told you something" in inbox.content.decode()
    assert inbox.context["user"].unread_count == 1
    page = client.get("/account/notices/").content.decode()
    assert "It sells shoes." in page
    client.post(f"/account/notices/{notice.pk}/read/")

    inbox = client.get("/account/notifications/")
    assert "The moderators have told you something" not in inbox.content.decode()
    assert inbox.context["user"].unread_count == 0


def test_looking_changes_nothing(client, notice, alice):
    client.force_login(alice)
    client.get(notice.get_absolute_url())

    assert fresh(notice).read_at is None


def test_it_is_mailed_with_a_way_to_appeal(notice, alice):
    message = letter()

    assert message.to == [alice.email]
    assert "It sells shoes." in message.body
    assert "spam or advertising" in message.body
    assert link_in(message)
    assert message.alternatives


def test_nobody_is_mailed_at_an_address_that_they_have_not_confirmed(client, moderator, summary):
    summary.author.verified_at = None
    summary.author.save()
    client.force_login(moderator)
    decide(client, "summary", summary, "hide")

    assert not mailer.send_due()
    assert Notice.objects.exists()


def test_an_appeal_reopens_the_ticket_once(client, notice, alice, summary):
    client.force_login(alice)
    url = notice.get_absolute_url()
    assert client.post(url, {"appeal": "They are my own shoes."}).status_code == 302
    again = client.post(url, {"appeal": "And another thing."}, follow=True)

    assert fresh(notice).appeal == "They are my own shoes."
    assert "you have done so" in again.content.decode()
    assert Ticket.objects.open().get().thing == summary


def test_the_link_in_the_mail_appeals_without_a_log_in(client, notice):
    url = link_in(letter())
    page = client.get(url)
    assert page["Referrer-Policy"] == "same-origin"
    assert "no-store" in page["Cache-Control"]
    client.post(url, {"appeal": "They are my own shoes."})

    assert fresh(notice).appealed_at


@pytest.mark.parametrize("token", ["nonsense", "MQ:1:x", "%20", "x" * 500])
def test_a_link_that_was_made_up_leads_nowhere(client, notice, token):
    assert client.get(f"/account/appeals/{token}/").status_code == 404
    assert client.post(f"/account/appeals/{token}/", {"appeal": "Hm."}).status_code == 404


def test_the_link_in_the_mail_ends_after_half_a_year(client, notice, time_machine):
    url = link_in(letter())
    time_machine.move_to(timezone.now() + timedelta(days=181))

    assert client.get(url).status_code == 404


def test_an_appeal_that_comes_too_soon_is_still_in_the_form(client, notice, alice, settings):
    settings.LIMITS = settings.LIMITS | {"appeal": (0, 60)}
    client.force_login(alice)
    response = client.post(notice.get_absolute_url(), {"appeal": "They are my own shoes."})

    assert (response.status_code, "Retry-After" in response) == (429, True)
    assert "They are my own shoes." in response.content.decode()


@pytest.mark.parametrize("words", ["", "  ", "x" * 4001, "\0"])
def test_an_appeal_without_sense_is_refused_in_words(client, notice, alice, words):
    client.force_login(alice)
    response = client.post(notice.get_absolute_url(), {"appeal": words})

    assert response.status_code == 422
    assert "errorlist" in response.content.decode()
    assert fresh(notice).appealed_at is None


def test_nobody_else_sees_or_appeals(client, notice, bob):
    client.force_login(bob)
    for path in ("", "read/"):
        url = f"{notice.get_absolute_url()}{path}"
        assert client.post(url, {"appeal": "Me!"}).status_code == 404
    assert client.get(notice.get_absolute_url()).status_code == 404
    client.logout()

    assert client.get(notice.get_absolute_url()).status_code == 302
    assert client.get("/account/notices/").status_code == 302
    assert fresh(notice).appealed_at is None


def test_appeals_are_limited(client, settings, notice, alice):
    settings.LIMITS = settings.LIMITS | {"appeal": (0, 3600)}
    client.force_login(alice)

    assert client.post(notice.get_absolute_url(), {"appeal": "Why?"}).status_code == 429


def appealed(client, notice):
    client.force_login(notice.user)
    client.post(notice.get_absolute_url(), {"appeal": "They are my own shoes."})
    client.force_login(member_of("moderator", "judge"))


def test_the_appeal_is_on_the_ticket(client, notice, summary):
    appealed(client, notice)
    page = client.get(f"/admin/summaries/ticket/about/summary/{summary.pk}/").content.decode()

    assert "They are my own shoes." in page


def test_an_appeal_that_is_granted_is_answered_by_what_was_done(client, notice, summary):
    appealed(client, notice)
    decide(client, "summary", summary, "restore", explanation="We were wrong.")

    assert fresh(notice).answered_at
    assert fresh(summary).hidden_at is None
    assert [each.entry.action for each in Notice.objects.all()] == ["restore", "hide"]
    assert not Ticket.objects.open().exists()


def test_an_appeal_that_is_declined_is_answered_as_well(client, notice, summary):
    appealed(client, notice)
    decide(client, "summary", summary, "leave", explanation="It does sell shoes.")
    newest = Notice.objects.first()

    assert fresh(notice).answered_at
    assert fresh(summary).hidden_at
    assert (newest.entry.action, newest.entry.explanation) == ("decline", "It does sell shoes.")
    assert newest.may_appeal is False
    assert "It does sell shoes." in letter().body


def test_an_anonymous_writer_hears_of_it_and_nobody_else_learns_who(client, admin, alice):
    summary = make_summary(author=alice, is_anonymous=True)
    client.force_login(admin)
    decide(client, "summary", summary, "hide")
    client.logout()

    assert Notice.objects.get().user == alice
    assert "alice" not in client.get("/moderation/").content.decode().lower()


def test_a_comment_s_writer_is_told_not_the_summary_s(client, moderator, summary, bob):
    comment = make_comment(summary=summary, author=bob)
    client.force_login(moderator)
    decide(client, "comment", comment, "hide")

    assert Notice.objects.get().user == bob


def test_an_account_that_is_deleted_takes_its_notices_and_leaves_the_log(client, notice, alice):
    alice.delete()

    assert not Notice.objects.exists()
    assert LogEntry.objects.count() == 1


def test_notices_cost_the_same_for_one_and_for_many(client, admin, django_assert_max_num_queries):
    client.force_login(admin)
    first = make_summary()
    decide(client, "summary", first, "hide")
    client.force_login(first.author)
    with django_assert_max_num_queries(12) as one:
        client.get("/account/notices/")
    client.force_login(admin)
    for _ in range(4):
        decide(client, "summary", make_summary(author=first.author), "hide")
    client.force_login(first.author)
    with django_assert_max_num_queries(12) as many:
        client.get("/account/notices/")

    assert len(one) == len(many)


@pytest.mark.parametrize("action", ["leave", "delete"])
def test_an_appeal_that_nobody_has_read_is_not_answered(client, admin, summary, action):
    client.force_login(admin)
    decide(client, "summary", summary, "hide")
    page = decision(action, summary, "summary")
    Notice.objects.get().make_appeal("They are my own shoes.")
    response = client.post(ticket_page("summary", summary), page)

    assert response.status_code == 409
    assert "An appeal has come meanwhile" in response.content.decode()
    assert "They are my own shoes." in response.content.decode()
    assert Notice.objects.appealed().exists()
    assert LogEntry.objects.count() == 1


def test_a_text_that_nobody_has_read_is_not_shown_again(client, admin, summary):
    client.force_login(admin)
    decide(client, "summary", summary, "hide")
    page = decision("restore", summary, "summary")
    fresh(summary).revise("Buy better shoes.", summary.author)
    response = client.post(ticket_page("summary", summary), page)

    assert response.status_code == 409
    assert "The text has been edited meanwhile" in response.content.decode()
    assert "Buy better shoes." in response.content.decode()
    assert fresh(summary).hidden_at
    page = decision("restore", summary, "summary")
    assert client.post(ticket_page("summary", summary), page).status_code == 302
    assert fresh(summary).hidden_at is None


def test_nor_is_a_comment(client, admin, bob):
    comment = make_comment(author=bob)
    client.force_login(admin)
    decide(client, "comment", comment, "hide")
    page = decision("restore", comment, "comment")
    Comment.objects.filter(pk=comment.pk).update(body="Worse.", edited_at=timezone.now())

    assert client.post(ticket_page("comment", comment), page).status_code == 409
    assert fresh(comment).hidden_at
