"""Several senders at once, senders that die, and the service: real processes, real SMTP."""

import os
import signal
import time
from collections import Counter

import pytest

from tests import smtp
from tests.processes import KINDS, database, python, said, start

MAILS = 45

PREPARE = """
import sys
from django.core.management import call_command
call_command("migrate", verbosity=0)
from accounts.notify import comment_posted
from tests.factories import make_comment, make_summary, make_user
summary, bob = make_summary(author=make_user("alice")), make_user("bob")
for number in range(int(sys.argv[1])):
    comment_posted(make_comment(summary=summary, author=bob, body=f"Number {number}."))
"""
ANOTHER = """
from accounts.models import User
from accounts.notify import comment_posted
from summaries.models import Summary
from tests.factories import make_comment
bob = User.objects.get(username="bob")
comment_posted(make_comment(summary=Summary.objects.get(), author=bob, body="One more."))
"""
SEND = """
import sys
from django.conf import settings
settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(sys.argv[1])
from accounts.mailer import send_due
print("ready", flush=True)
sys.stdin.readline()
print(send_due()["sent"])
"""
END_LEASES = """
from datetime import timedelta
from django.db.models import F
from accounts.mailer import LEASE
from accounts.models import OutgoingMail
OutgoingMail.objects.waiting().update(due_at=F("due_at") - LEASE)
"""
UNSENT = """
from accounts.models import OutgoingMail
print(OutgoingMail.objects.filter(sent_at=None).count())
"""


class Deadly(smtp.Sink):
    """Kills the sender after it has handed over a mail, before it can know."""

    victim = 0

    async def handle_DATA(self, server, session, envelope):
        answer = await super().handle_DATA(server, session, envelope)
        if self.victim and len(self.mails) == 5:
            os.kill(self.victim, signal.SIGKILL)
            self.victim = 0
        return answer


def ready(process):
    assert process.stdout.readline() == "ready\n", process.stderr.read()
    return process


def numbers(sink) -> Counter:
    """How often each mail came, by its Message-ID and what it says."""
    texts = (mail.get_body(["plain"]).get_content() for mail in sink.mails)
    quotes = (text.split("> ")[1].splitlines()[0] for text in texts)
    ids = [mail["Message-ID"] for mail in sink.mails]
    return Counter(zip(ids, quotes, strict=True))


@pytest.mark.parametrize("kind", KINDS)
def test_three_senders_at_once_send_each_mail_once(kind, tmp_path):
    sink = smtp.Sink()
    with smtp.listening(sink) as port, database(kind, tmp_path) as url:
        said(python(url, PREPARE, str(MAILS)))
        senders = [ready(python(url, SEND, str(port))) for _ in range(3)]
        for sender in senders:
            sender.stdin.write("go\n")
            sender.stdin.flush()
        sent = sum(int(said(sender)) for sender in senders)
        unsent = int(said(python(url, UNSENT)))

    came = numbers(sink)
    assert sent == MAILS
    assert unsent == 0
    assert set(came.values()) == {1}
    assert {quote for _, quote in came} == {f"Number {number}." for number in range(MAILS)}


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_killed_sender_left_goes_out_under_the_same_ids(kind, tmp_path):
    sink = Deadly()
    with smtp.listening(sink) as port, database(kind, tmp_path) as url:
        said(python(url, PREPARE, str(MAILS)))
        killed = ready(python(url, SEND, str(port)))
        sink.victim = killed.pid
        killed.communicate("go\n", timeout=60)
        unsent_after_kill = int(said(python(url, UNSENT)))
        too_early = int(said(ready(python(url, SEND, str(port))), "go\n"))
        said(python(url, END_LEASES))
        later = int(said(ready(python(url, SEND, str(port))), "go\n"))
        unsent = int(said(python(url, UNSENT)))

    came = numbers(sink)
    assert killed.returncode == -signal.SIGKILL
    assert unsent_after_kill == MAILS - 4  # the fifth was taken, and its sender never knew
    assert too_early == MAILS - 10  # ten were claimed
    assert later == 6
    assert unsent == 0
    assert len(came) == MAILS
    assert sorted(came.values()) == [1] * (MAILS - 1) + [2]


def test_the_service_sends_what_comes_and_ends_when_asked(tmp_path):
    sink = smtp.Sink()
    with smtp.listening(sink) as port, database("sqlite", tmp_path) as url:
        said(python(url, PREPARE, "1"))
        service = start(
            url,
            *("manage.py", "send_notifications", "--loop", "--interval", "0.05"),
            DJANGO_SETTINGS_MODULE="shortsci.settings",
            EMAIL_URL=f"smtp://127.0.0.1:{port}",
            SECRET_KEY="only-for-this",
        )
        try:
            wait_for(sink, 1, service)
            said(python(url, ANOTHER))
            wait_for(sink, 2, service)
        finally:
            service.send_signal(signal.SIGTERM)
        output = said(service)

    assert output == "Mails: 1 sent.\n" * 2


def wait_for(sink, mails: int, service) -> None:
    until = time.monotonic() + 60
    while len(sink.mails) < mails and time.monotonic() < until:
        assert service.poll() is None, service.stderr.read()
        time.sleep(0.02)
    assert len(sink.mails) == mails
