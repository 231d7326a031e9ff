"""Logs tell what happened and to which number; never an address, a key or a text."""

import io
import logging

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client

from accounts import mailer
from accounts.notify import comment_posted
from shortsci.logs import Discreet, discreet
from tests.entering import FORM, link_in, log_in, make_member, sign_up
from tests.factories import make_comment, make_summary

TEXTS = ("precious words", "correct horse 7", "a long passphrase", "confidential thoughts")


@pytest.fixture
def log():
    """All that the site logs, as the server would print it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    form = settings.LOGGING["formatters"]["line"]
    handler.setFormatter(Discreet(form["format"], style=form["style"]))
    root = logging.getLogger()
    before, root.level = root.level, logging.INFO
    root.addHandler(handler)
    yield stream.getvalue
    root.removeHandler(handler)
    root.setLevel(before)


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("550 no such user bob@example.org", "550 no such user [address]"),
        ("{'bob.o+x@mail.example.org': (550, b'no')}", "{'[address]': (550, b'no')}"),
        ("Not Found: /shared/0a1b2c/", "Not Found: /shared/[key]/"),
        ("/feeds/personal/0a1b2c/feed.atom", "/feeds/personal/[key]/feed.atom"),
        ("/account/unsubscribe/x:y:z/ 405", "/account/unsubscribe/[key]/ 405"),
        ("/account/appeals/12:x-y_z/ 404", "/account/appeals/[key]/ 404"),
        ("/account/confirm-email/MQ:1t:abc/", "/account/confirm-email/[key]/"),
        ("/account/password/reset/key/1-set-abc/", "/account/password/reset/key/[key]/"),
        ("/account/delete/cancel/abc:def/", "/account/delete/cancel/[key]/"),
        ("GET /search/?q=my+words&in=papers", "GET /search/?q=[left out]&in=papers"),
        ("IntegrityError\nDETAIL:  Failing row contains (1, words).", "IntegrityError\n[left out]"),
        ("Not Found: /papers/conf/nips/LeeS00/", "Not Found: /papers/conf/nips/LeeS00/"),
    ],
)
def test_what_a_line_leaves_out(line, shown):
    assert discreet(line) == shown


@pytest.mark.parametrize("part", ["W", "a@", "@-"])
def test_a_line_takes_as_long_as_it_is_long(part):
    """One that takes the square of it would be at this for an hour."""
    line = f"Not Found: /{part * 1_000_000}"

    assert discreet(f"{line} bob@example.org").endswith(" [address]")


def test_the_log_of_a_busy_day_holds_no_address_key_or_text(log, client, db, monkeypatch):
    keys = busy_day(client, monkeypatch)

    said = log()
    assert "log-in failed" in said
    assert "Internal Server Error" in said
    assert "Traceback" in said
    assert "@" not in said
    assert [key for key in keys if key in said] == []
    assert [text for text in TEXTS if text in said] == []


def busy_day(client, monkeypatch) -> list[str]:
    """Somebody enters, writes, fails, leaves; mail servers refuse; a view breaks."""
    alice = make_member("alice")
    keys = enter(client) + forget(client)
    log_in(client, "alice@example.org", "confidential thoughts")
    log_in(client, "alice@example.org")
    summary = make_summary(author=alice, visibility="link", body="precious words")
    summary.share()
    client.post(f"/shared/{summary.share_token}/")
    client.get("/shared/confidentialkey/?q=confidential thoughts")
    alice.set_feed(is_open=True)
    client.post(f"/feeds/personal/{alice.feed_token}/feed.atom")
    comment_posted(make_comment(summary=summary, body="precious words"))
    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
        mailer.send_due()
        Client().post("/account/password/reset/", {"email": "alice@example.org"})
        patch.setattr("summaries.views.sharing.redirect", crash)
        patch.setattr("summaries.views.sharing.render", crash)
        Client(raise_request_exception=False).get(f"/shared/{summary.share_token}/")
    client.post("/account/logout/")
    return [*keys, summary.share_token, alice.feed_token, "confidentialkey"]


def enter(client) -> list[str]:
    sign_up(client)
    link = link_in(mail.outbox[-1])
    client.post(link)
    client.post(link)
    client.put(link)
    return [link.split("/")[-2]]


def forget(client) -> list[str]:
    client.post("/account/logout/")
    client.post("/account/password/reset/", {"email": FORM["email"]})
    link = link_in(mail.outbox[-1])
    client.get(link, follow=True)
    client.put(link)
    return [link.split("/")[-2].partition("-")[2]]


def refuse(*args):
    raise OSError("550 unknown: bob@example.org, alice@example.org")


def crash(*args, **kwargs):
    raise RuntimeError("broken for alice@example.org")
