"""One mail a day with all news, for those who chose it."""

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from accounts import mailer
from accounts.digest import write_digests
from accounts.models import Mute, Notification, OutgoingMail
from tests.factories import make_summary
from tests.news import commented

MONDAY, TUESDAY = "2026-11-02 06:00Z", "2026-11-03 06:00Z"


@pytest.fixture
def alice(alice):
    for kind in Notification.Kind:
        alice.mail_choices.create(kind=kind, how="digest")
    return alice


def test_all_news_of_a_day_come_in_one_mail(alice, bob, summary):
    other = make_summary(author=alice)
    commented(summary, bob, "The *first*.")
    commented(other, bob, "The second: $x^2$.")
    call_command("send_digests")
    mailer.send_due()

    (message,) = mail.outbox
    html = message.alternatives[0].content
    assert message.to == ["alice@example.org"]
    assert message.subject == "2 new at ShortScience"
    for words in (
        "bob commented on your summary",
        summary.paper.title,
        other.paper.title,
        "The first.",
        "The second: x².",
        f"http://testserver{other.get_absolute_url()}?comment=",
        "you chose a daily digest",
    ):
        assert words in message.body
        assert words in html


def test_a_digest_has_its_own_way_out(client, alice, bob, summary):
    commented(summary, bob)
    write_digests()
    mailer.send_due()
    headers = mail.outbox[0].extra_headers
    client.post(headers["List-Unsubscribe"].strip("<>").removeprefix("http://testserver"))

    assert set(alice.mail_choices.values_list("how", flat=True)) == {"never"}
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_running_it_again_the_same_day_sends_nothing_more(alice, bob, summary):
    with time_machine.travel(MONDAY):
        commented(summary, bob)
        assert write_digests() == 1
        assert write_digests() == 0
        commented(summary, bob)
        assert write_digests() == 0
        mailer.send_due()
    with time_machine.travel(TUESDAY):
        assert write_digests() == 1
        assert write_digests() == 0
        mailer.send_due()

    assert [message.subject for message in mail.outbox] == ["1 new at ShortScience"] * 2


def test_a_day_without_news_has_no_mail(alice):
    assert write_digests() == 0


def test_what_one_has_read_meanwhile_is_not_in_it(alice, bob, summary):
    commented(summary, bob, "old news")
    alice.notifications.update(read_at=timezone.now())
    commented(summary, bob, "fresh news")
    write_digests()
    mailer.send_due()

    assert "fresh news" in mail.outbox[0].body
    assert "old news" not in mail.outbox[0].body


def test_what_was_taken_back_or_muted_meanwhile_is_not_in_it(alice, bob, summary):
    muted = make_summary(author=alice)
    commented(muted, bob, "too loud")
    commented(summary, bob, "taken back").retract()
    commented(summary, bob, "hidden").hide()
    commented(summary, bob, "stays")
    write_digests()
    Mute.objects.create(user=alice, summary=muted)
    mailer.send_due()

    body = mail.outbox[0].body
    assert "stays" in body
    assert not any(words in body for words in ("too loud", "taken back", "hidden"))


def test_when_nothing_is_left_of_it_no_mail_goes(alice, bob, summary):
    commented(summary, bob).retract()
    write_digests()

    assert mailer.send_due() == {"dropped": 1}
    assert mail.outbox == []


def test_a_flood_is_told_in_numbers(monkeypatch, alice, bob, summary):
    monkeypatch.setattr("accounts.composing.IN_DIGEST", 2)
    for _ in range(5):
        commented(summary, bob)
    write_digests()
    mailer.send_due()

    assert mail.outbox[0].subject == "5 new at ShortScience"
    assert mail.outbox[0].body.count("bob commented") == 2
    assert "And 3 more: http://testserver/account/notifications/" in mail.outbox[0].body


def test_only_those_who_chose_it_get_one(alice, bob, carol, summary):
    commented(summary, carol, "@bob")
    write_digests()

    assert set(OutgoingMail.objects.values_list("user", "is_digest")) == {
        (alice.pk, True),
        (bob.pk, False),
    }
