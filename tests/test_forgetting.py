"""What is kept about people goes when its time is over, as the privacy page says."""

from datetime import timedelta
from io import StringIO

import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts.models import SignUpOrigin
from summaries.models import DailySalt, ReaderMark
from tests.entering import log_in, make_member

BROWSER = {"HTTP_USER_AGENT": "A browser of 2026", "REMOTE_ADDR": "192.0.2.7"}


def forget() -> str:
    output = StringIO()
    call_command("forget", stdout=output, no_color=True)
    return output.getvalue()


def enter(name):
    """Log-in tidies up for the same person alone, so each of these comes once."""
    make_member(name)
    client = Client(**BROWSER)
    log_in(client, name, remember="on")
    client.get("/account/")
    return client


def test_devices_go_with_their_sessions(db):
    here = enter("alice")
    with time_machine.travel(timezone.now() - timedelta(days=15)):
        enter("bob")
    enter("carol").session.flush()
    assert UserSession.objects.count() == 3

    assert "1 sessions, 2 devices" in forget()

    assert UserSession.objects.get().session_key == here.session.session_key
    assert Session.objects.count() == 1
    assert here.get("/account/").status_code == 200


def test_networks_of_sign_ups_go_after_thirty_days_though_nobody_signs_up(alice, bob):
    for user, days in ((alice, 31), (bob, 29)):
        moment = timezone.now() - timedelta(days=days)
        SignUpOrigin.objects.create(user=user, digest="x", created_at=moment)

    assert "1 networks of sign-ups" in forget()

    assert SignUpOrigin.objects.get().user == bob


def test_marks_of_readers_go_after_their_day_though_nobody_reads(summary):
    client = Client(**BROWSER)
    client.post(f"/papers/{summary.paper.key}/readers/")
    assert ReaderMark.objects.exists()

    with time_machine.travel(timezone.now() + timedelta(days=1)):
        forget()

    assert not ReaderMark.objects.exists()
    assert not DailySalt.objects.exists()


def test_it_may_run_again(db):
    forget()

    nothing = "0 sessions, 0 devices, 0 networks of sign-ups, 0 numbers of texts that are gone"
    assert forget() == f"Forgotten: {nothing}.\n"


def test_the_page_says_what_is_kept_and_is_linked_from_every_page(client, db):
    page = client.get("/about/privacy/").text

    for words in (
        "until you log out, and at most 14 days",
        "a word to show",
        "30 days",
        "Drafts",
        "Cookies",
    ):
        assert words in page
    assert 'href="/about/privacy/"' in client.get("/").text
