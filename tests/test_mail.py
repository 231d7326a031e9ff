"""What leaves the outbox, when, and what stays in it."""

import pytest
from django.core import mail

from accounts import mailer
from accounts.models import MailChoice, Mute, Notification, OutgoingMail
from accounts.notify import summary_published
from summaries.models import Follow
from tests.factories import make_summary, make_user
from tests.mailing import sent, wait
from tests.news import commented


def test_what_was_sent_is_not_sent_again(bob, summary):
    commented(summary, bob)
    mailer.send_due()
    wait(days=1)
    mailer.send_due()

    assert len(mail.outbox) == 1


def drop_by_deletion(comment):
    comment.retract()


def drop_by_moderator(comment):
    comment.hide()


def drop_by_mute(comment):
    Mute.objects.create(user=comment.summary.author, summary=comment.summary)


def drop_by_choice(comment):
    user = comment.summary.author
    MailChoice.objects.create(user=user, kind=Notification.Kind.COMMENT, how="never")


def drop_by_closing(comment):
    comment.summary.author.is_active = False
    comment.summary.author.save()


@pytest.mark.parametrize(
    "change", [drop_by_deletion, drop_by_moderator, drop_by_mute, drop_by_choice, drop_by_closing]
)
def test_what_nobody_wants_or_may_read_by_now_stays(bob, summary, change):
    change(commented(summary, bob))
    totals = mailer.send_due()

    assert mail.outbox == []
    assert totals == {"dropped": 1}
    assert OutgoingMail.objects.get().given_up_at


def test_what_is_public_no_more_stays(alice, bob, paper):
    Follow.objects.create(user=bob, paper=paper)
    summary = make_summary(paper=paper, author=alice)
    summary_published(summary)
    summary.show_to("private")
    mailer.send_due()

    assert mail.outbox == []


def test_the_author_hears_of_comments_on_what_is_hidden(alice, bob, summary):
    commented(summary, bob)
    summary.hide()

    assert sent().to == [alice.email]


def test_a_mail_that_cannot_be_written_holds_up_no_other(monkeypatch, bob, summary):
    commented(summary, bob)
    commented(summary, bob)
    broken, compose = OutgoingMail.objects.first(), mailer.compose

    def fail_once(row):
        if row == broken:
            raise ValueError("No words.")
        return compose(row)

    monkeypatch.setattr(mailer, "compose", fail_once)
    totals = mailer.send_due()

    assert totals == {"put off": 1, "sent": 1}
    broken.refresh_from_db()
    assert "No words." in broken.error


def test_without_a_sender_beside_it_mail_leaves_after_the_event(
    settings, bob, summary, django_capture_on_commit_callbacks
):
    settings.MAIL_INLINE = True
    with django_capture_on_commit_callbacks(execute=True):
        commented(summary, bob)
        assert mail.outbox == []

    assert len(mail.outbox) == 1


def test_mail_is_written_in_the_transaction_of_its_event(client, bob, summary):
    client.force_login(bob)
    client.post(f"/summaries/{summary.pk}/comments/", {"body": "Hello."})

    assert OutgoingMail.objects.count() == 1


def test_sending_many_takes_the_same_queries_for_each(django_assert_max_num_queries, bob, summary):
    for _ in range(5):
        commented(summary, bob)
    with django_assert_max_num_queries(5 + 5 * 6):
        mailer.send_due()

    assert len(mail.outbox) == 5


def test_nobody_without_a_confirmed_address_is_mailed(bob, summary):
    dora = make_user("dora")
    commented(summary, bob, "@dora")
    type(dora).objects.filter(pk=dora.pk).update(verified_at=None)
    mailer.send_due()

    assert [message.to for message in mail.outbox] == [["alice@example.org"]]
