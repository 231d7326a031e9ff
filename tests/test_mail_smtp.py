"""Mail meets a real server: what is refused is tried again under the same name, or given up."""

import socket
from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone

from accounts import mailer
from accounts.models import OutgoingMail
from tests import smtp
from tests.mailing import MATRIX, wait
from tests.news import commented


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
