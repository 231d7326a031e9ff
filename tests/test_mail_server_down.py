"""A mail server that does not answer costs a mail, never a page or what was asked for."""

import logging

import pytest
from django.core import mail

from accounts.deletion import delete_account
from accounts.models import User
from tests.entering import sign_up

PASSWORD = "a long passphrase"


@pytest.fixture
def _no_server(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens on "discard"


@pytest.mark.usefixtures("_no_server")
@pytest.mark.parametrize("email", ["alice@example.org", "nobody@example.org"])
def test_a_forgotten_password_is_answered_in_words(client, alice, caplog, email):
    caplog.set_level(logging.CRITICAL)

    response = client.post("/account/password/reset/", {"email": email}, follow=True)

    assert response.status_code == 200
    assert "could not be sent" in response.content.decode()


@pytest.mark.usefixtures("_no_server")
def test_an_account_is_made_although_its_mail_did_not_go(client, db, caplog):
    caplog.set_level(logging.CRITICAL)
    response = client.get(sign_up(client).url)

    assert response.status_code == 200
    assert "could not be sent" in response.content.decode()
    assert User.objects.filter(username="dora").exists()


@pytest.mark.usefixtures("_no_server")
def test_a_deletion_is_done_although_its_last_letter_did_not_go(alice, caplog):
    caplog.set_level(logging.CRITICAL)
    alice.request_deletion(keep_texts=True)

    assert delete_account(alice) is True
    assert not User.objects.filter(username="alice").exists()
    assert mail.outbox == []
