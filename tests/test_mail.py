"""What leaves the outbox, and what becomes of what cannot leave."""

import socket
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from accounts import mailer
from accounts.composing import sender
from accounts.models import MailChoice, Mute, Notification, OutgoingMail
from accounts.notify import comment_posted, summary_published, votes_changed
from accounts.quoting import one_line
from summaries.models import Follow
from tests import smtp
from tests.factories import make_comment, make_paper, make_summary, make_user

MATRIX = "A matrix: $$\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}$$ and $x_i^2 < y$."


def commented(summary, author, body="I agree.", **fields):
    comment = make_comment(summary=summary, author=author, body=body, **fields)
    comment_posted(comment)
    return comment


def sent():
    """The one mail that goes out."""
    mailer.send_due()
    (message,) = mail.outbox
    return message


def parts(message) -> tuple[str, str]:
    return message.body, message.alternatives[0].content


def wait(**amount):
    """Let time pass for the outbox."""
    for row in OutgoingMail.objects.waiting():
        row.due_at -= timedelta(**amount)
        row.save()


# What stands in it


def test_a_mail_says_who_what_where_and_why(alice, bob, summary):
    comment = commented(summary, bob, "That is *right*.")
    for part in parts(sent()):
        assert "bob commented on your summary" in part
        assert summary.paper.title in part
        assert (
            f"http://testserver/summaries/{summary.pk}/?comment={comment.pk}#comment-{comment.pk}"
            in part
        )
        assert "because you wrote the summary" in part
        assert "http://testserver/account/unsubscribe/" in part

    text, html = parts(mail.outbox[0])
    assert "> That is right." in text
    assert "<em>right</em>" in html
    assert mail.outbox[0].to == ["alice@example.org"]


def test_mathematics_is_readable_in_both_parts(bob, summary):
    commented(summary, bob, MATRIX)
    text, html = parts(sent())

    assert "(1 2; 3 4)" in text
    assert "<i>(1 2; 3 4)</i>" in html
    assert "x_i²" in text
    assert "x_i² &lt; y" in html
    assert "<math" not in html
    assert "annotation" not in html


def test_addresses_in_a_mail_are_whole(bob, carol, summary):
    commented(summary, bob, "[here](/about/), @carol, a note[^1]\n\n[^1]: below")
    mailer.send_due()
    html = mail.outbox[0].alternatives[0].content

    assert 'href="http://testserver/about/"' in html
    assert 'href="http://testserver/people/carol/"' in html
    assert f'href="http://testserver/summaries/{summary.pk}/#' in html
    assert 'href="/' not in html
    assert 'href="#' not in html


def test_html_of_others_is_text(alice, bob):
    paper = make_paper(title="<script>alert(1)</script> & more")
    bob.display_name = "<b>Bob</b>"
    bob.save()
    commented(make_summary(paper=paper, author=alice), bob, "<img src=x onerror=alert(1)>")
    text, html = parts(sent())

    assert "<script" not in html
    assert "<b>" not in html
    assert "<img" not in html
    assert "<b>Bob</b> commented" in text
    assert "<script>alert(1)</script> & more" in text


def test_mails_about_one_summary_are_one_thread(alice, bob, summary):
    commented(summary, bob)
    commented(summary, bob)
    mailer.send_due()

    first, second = (message.extra_headers for message in mail.outbox)
    assert first["References"] == second["References"] == first["In-Reply-To"]
    assert first["Message-ID"] != second["Message-ID"]
    assert mail.outbox[0].subject == mail.outbox[1].subject == f"Re: {summary.paper.title}"


def test_one_can_unsubscribe_from_the_header(bob, summary):
    commented(summary, bob)
    headers = sent().extra_headers

    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["List-Unsubscribe"].startswith("<http://testserver/account/unsubscribe/")
    assert headers["List-Unsubscribe"].endswith("/>")
    assert headers["Auto-Submitted"] == "auto-generated"


def test_a_long_summary_is_quoted_in_part(alice, bob, paper):
    Follow.objects.create(user=bob, paper=paper)
    body = "\n\n".join(f"Paragraph {number} of many words. " * 5 for number in range(100))
    summary_published(make_summary(paper=paper, author=alice, body=body))
    text, html = parts(sent())

    assert "Alice wrote a summary" in text
    assert "Paragraph 1 of" in text
    assert "Paragraph 1 of" in html
    assert "Paragraph 99" not in text + html


def test_a_mail_about_votes_names_nobody(alice, bob, summary):
    summary.set_vote(bob, 1)
    votes_changed(summary)
    message = sent()

    assert "1 person finds your summary helpful" in message.body
    assert "bob" not in str(message.message()).lower()


@pytest.mark.parametrize("kind", ["summary", "comment", "answer"])
def test_an_anonymous_author_is_named_nowhere(alice, bob, paper, kind):
    alice.display_name = "Alice Pseudonym"
    alice.save()
    Follow.objects.create(user=bob, paper=paper)
    summary = make_summary(paper=paper, author=alice, is_anonymous=True)
    if kind == "summary":
        summary_published(summary)
    elif kind == "comment":
        commented(summary, alice, "@bob, I wrote this.")
    else:
        commented(summary, alice, parent=make_comment(summary=summary, author=bob))
    whole = str(sent().message())

    assert "Anonymous" in whole or "The author" in whole
    assert "alice" not in whole.lower()
    assert "pseudonym" not in whole.lower()


NASTY = [
    "a\r\nBcc: everybody@example.org",
    "a\nBcc: everybody@example.org",
    "a\x0bBcc:\x0c\x1c\x85\u2028\u2029x",
    "\u202egnihtemos\u200b\ufeff",
    '"quoted", <a@b.example>; (and) \\ more',
    "Ünïcödé 🙂 " * 30,
]


@pytest.mark.parametrize("words", NASTY)
def test_no_name_or_title_reaches_another_header(settings, bob, alice, words):
    type(bob).objects.filter(pk=bob.pk).update(display_name=words[:100])
    paper = make_paper(title=words)
    bob.refresh_from_db()
    sink = smtp.Sink()
    with smtp.listening(sink) as port:
        smtp.use(settings, port)
        commented(make_summary(paper=paper, author=alice), bob)
        mailer.send_due()

    (message,) = sink.mails
    assert set(message.keys()) == {
        *("Content-Type", "MIME-Version", "Subject", "From", "To", "Date", "Message-ID"),
        *("List-Unsubscribe", "List-Unsubscribe-Post", "Auto-Submitted"),
        *("References", "In-Reply-To"),
    }
    assert message["To"] == "alice@example.org"
    assert message["From"].addresses[0].addr_spec == "noreply@testserver"
    assert message["Subject"].strip() == one_line(f"Re: {words}", 150)


def test_a_name_is_not_decoded_into_another():
    assert "=?" not in sender("=?utf-8?q?The_author?=")


# Whether it goes out


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


# By SMTP


@pytest.fixture
def sink(settings):
    sink = smtp.Sink()
    with smtp.listening(sink) as port:
        smtp.use(settings, port)
        yield sink


def test_a_real_server_gets_text_and_html(sink, bob, summary):
    commented(summary, bob, MATRIX)
    call_command("send_notifications")

    (message,) = sink.mails
    assert "(1 2; 3 4)" in message.get_body(["plain"]).get_content()
    assert "<i>(1 2; 3 4)</i>" in message.get_body(["html"]).get_content()
    assert message["Message-ID"] == OutgoingMail.objects.get().message_id


def test_mails_of_one_batch_share_a_connection_unless_one_fails(sink, bob, summary):
    for _ in range(3):
        commented(summary, bob)
    mailer.send_due()

    assert len(sink.mails) == 3
    assert len(sink.sessions) == 1


def test_a_refused_mail_is_tried_again_later_under_the_same_id(sink, bob, summary):
    sink.refusals = ["451 Not now", "451 Not now"]
    commented(summary, bob)
    for minutes in (0, 1, 5):
        wait(minutes=minutes)
        mailer.send_due()
        mailer.send_due()  # too early for another attempt

    row = OutgoingMail.objects.get()
    assert row.attempts == 3
    assert row.sent_at
    assert row.error == ""
    assert [message["Message-ID"] for message in sink.mails] == [row.message_id]


def test_the_wait_grows_and_at_last_it_is_given_up(settings, bob, summary):
    with socket.create_server(("127.0.0.1", 0)) as free:
        smtp.use(settings, free.getsockname()[1])
    commented(summary, bob)
    waits = []
    while OutgoingMail.objects.waiting().exists():
        now = timezone.now()
        mailer.send_due()
        waits.append((OutgoingMail.objects.get().due_at - now) // timedelta(minutes=1))
        wait(days=2)

    row = OutgoingMail.objects.get()
    assert row.attempts == len(mailer.BACK_OFF) + 1
    assert row.given_up_at
    assert "refused" in row.error.lower()
    assert waits[:-1] == sorted(waits[:-1])


def test_what_a_server_will_never_take_is_given_up_at_once(sink, bob, summary):
    sink.refusals = ["550 No such mailbox"]
    commented(summary, bob)
    mailer.send_due()

    row = OutgoingMail.objects.get()
    assert row.given_up_at
    assert "No such mailbox" in row.error


def test_one_refusal_holds_up_no_other(sink, alice, bob, summary):
    sink.refusals = ["451 Not now"]
    for _ in range(3):
        commented(summary, bob)
    totals = mailer.send_due()

    assert totals == {"put off": 1, "sent": 2}


# At once


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
