"""A mail server that is away or slow costs nobody a page; what was asked for goes out later."""

import logging

import pytest
from django.core import mail

from accounts import mailer
from accounts.deletion import delete_account
from accounts.models import Letter, User
from accounts.models.letter import KEPT
from tests.entering import FORM, link_in, sign_up

LOCMEM = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def _no_server(settings, caplog):
    caplog.set_level(logging.CRITICAL)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens on "discard"


def server_comes_back(settings, time_machine):
    settings.EMAIL_BACKEND = LOCMEM
    letter = Letter.objects.waiting().get()
    time_machine.move_to(letter.due_at)
    return mailer.send_due()


@pytest.mark.usefixtures("_no_server")
@pytest.mark.parametrize("email", ["alice@example.org", "nobody@example.org"])
def test_a_forgotten_password_is_answered_as_ever_and_the_letter_follows(
    client, alice, settings, time_machine, email
):
    response = client.post("/account/password/reset/", {"email": email}, follow=True)

    assert response.status_code == 200
    assert mail.outbox == []
    assert server_comes_back(settings, time_machine) == {"sent": 1}
    assert mail.outbox[0].to == [email]


@pytest.mark.usefixtures("_no_server")
def test_an_account_is_made_and_its_letter_opens_it_later(client, db, settings, time_machine):
    response = client.get(sign_up(client).url)

    assert response.status_code == 200
    assert User.objects.filter(username="dora").exists()
    assert server_comes_back(settings, time_machine) == {"sent": 1}
    client.post(link_in(mail.outbox[0]))
    assert User.objects.get(username="dora").verified_at


@pytest.mark.usefixtures("_no_server")
def test_a_deletion_is_done_and_its_last_letter_follows(alice, settings, time_machine):
    alice.request_deletion(keep_texts=True)

    assert delete_account(alice) is True
    assert not User.objects.filter(username="alice").exists()
    assert server_comes_back(settings, time_machine) == {"sent": 1}
    assert "is deleted" in mail.outbox[0].subject


def test_no_request_speaks_with_the_mail_server(client, alice, monkeypatch):
    """Letters go into the outbox; the sender beside the site alone opens connections."""
    monkeypatch.setattr("tests.post.send_letters", lambda: None)
    monkeypatch.setattr("django.core.mail.get_connection", None)

    assert client.post("/account/password/reset/", {"email": alice.email}).status_code == 302
    assert sign_up(client).status_code == 302

    assert Letter.objects.waiting().count() == 2


def test_what_waits_is_sealed_and_what_was_sent_is_gone(client, db, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr("tests.post.send_letters", lambda: None)
        sign_up(client)
    row = Letter.objects.values().get()
    assert not [word for word in (FORM["email"], "dora", "http") if word in str(row)]

    mailer.send_due()

    assert "/account/confirm-email/" in link_in(mail.outbox[0])
    letter = Letter.objects.get()
    assert (letter.sealed, letter.error) == ("", "")
    assert letter.sent_at
    assert mail.outbox[0].extra_headers["Message-ID"] == letter.message_id


def test_a_letter_that_waits_opens_with_the_key_before_this_one(client, alice, settings):
    Letter.objects.post(alice.email, "A link", "http://testserver/secret/")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another one"

    assert mailer.send_due() == {"sent": 1}
    assert "http://testserver/secret/" in mail.outbox[0].body


@pytest.mark.parametrize("way", ["another key", "a day late", "refused"])
def test_a_letter_that_cannot_be_sent_leaves_no_words_behind(
    client, alice, settings, monkeypatch, time_machine, caplog, way
):
    caplog.set_level(logging.CRITICAL)
    letter = Letter.objects.post(alice.email, "A link", "http://testserver/secret/")
    if way == "another key":
        settings.SECRET_KEY = "another one"
    elif way == "a day late":
        time_machine.move_to(letter.created_at + KEPT * 1.1)
    else:
        monkeypatch.setattr(mailer, "deliver", lambda mail, _: mailer.put_off(mail, refusal(mail)))

    mailer.send_due()

    letter.refresh_from_db()
    assert letter.given_up_at
    assert letter.sealed == ""
    assert "@" not in letter.error
    assert mail.outbox == []


def refusal(letter):
    from smtplib import SMTPRecipientsRefused

    return SMTPRecipientsRefused({"alice@example.org": (550, b"no such user")})
