"""The headers of a mail: threads, the way out, and nothing that a name or title brings along."""

import pytest
from django.core import mail

from accounts import mailer
from accounts.composing import sender
from accounts.quoting import one_line
from tests.factories import make_paper, make_summary
from tests.mailing import sent
from tests.news import commented


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


NASTY = [
    "a\r\nBcc: everybody@example.org",
    "a\nBcc: everybody@example.org",
    "a\x0bBcc:\x0c\x1c\x85\u2028\u2029x",
    "\u202egnihtemos\u200b\ufeff",
    '"quoted", <a@b.example>; (and) \\ more',
    "Ünïcödé 🙂 " * 30,
]


@pytest.mark.parametrize("words", NASTY)
def test_no_name_or_title_reaches_another_header(sink, bob, alice, words):
    type(bob).objects.filter(pk=bob.pk).update(display_name=words[:100])
    paper = make_paper(title=words)
    bob.refresh_from_db()
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
