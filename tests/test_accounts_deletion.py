"""Leaving: asked for with proof, undone at a press, and carried out after seven days."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts.deletion import delete_account
from accounts.models import Invitation, Letter, User
from tests.entering import PASSWORD, sign_up
from tests.factories import make_user
from tests.leaving import carry_out
from tests.post import send_letters


@pytest.fixture
def proven(client, alice):
    """Alice, who has just given her password once more."""
    EmailAddress.objects.create(user=alice, email=alice.email, primary=True, verified=True)
    client.post("/account/login/", {"login": "alice", "password": PASSWORD})
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return client


def test_nobody_deletes_an_account_without_giving_the_password_again(client, alice):
    client.force_login(alice)

    responses = [client.get("/account/delete/"), client.post("/account/delete/", {"texts": "keep"})]

    alice.refresh_from_db()
    assert all(each.url.startswith("/account/reauthenticate/") for each in responses)
    assert alice.delete_at is None


@pytest.mark.parametrize("texts", ["keep", "delete"])
def test_a_request_waits_seven_days_with_a_mail_and_a_reminder(proven, alice, texts):
    proven.post("/account/delete/", {"texts": texts})

    alice.refresh_from_db()
    days = (alice.delete_at - timezone.now()).total_seconds() / 86_400
    assert 6.99 < days < 7.01
    assert alice.deletion_keeps_texts == (texts == "keep")
    assert "will be deleted" in mail.outbox[-1].subject
    assert "Keep my account" in proven.get("/").content.decode()
    assert "Keep my account" not in Client().get("/").content.decode()


def test_a_request_stands_when_no_mail_can_be_sent(proven, alice, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    page = proven.post("/account/delete/", {"texts": "keep"}, follow=True)

    alice.refresh_from_db()
    assert page.status_code == 200
    assert alice.delete_at
    assert Letter.objects.waiting().get().attempts == 1


@pytest.mark.parametrize("texts", ["", "burn"])
def test_without_a_choice_nothing_happens(proven, alice, texts):
    response = proven.post("/account/delete/", {"texts": texts})

    alice.refresh_from_db()
    assert response.status_code == 422
    assert alice.delete_at is None


def test_the_button_keeps_the_account(proven, alice):
    proven.post("/account/delete/", {"texts": "keep"})

    proven.post("/account/delete/cancel/")
    carry_out()

    alice.refresh_from_db()
    assert alice.delete_at is None


def test_the_link_in_the_mail_keeps_the_account_only_when_its_button_is_pressed(proven, alice):
    proven.post("/account/delete/", {"texts": "keep"})
    link = re.search(r"http://testserver(/\S+cancel\S+)", mail.outbox[-1].body)[1]
    stranger = Client()

    page = stranger.get(link).content.decode()
    alice.refresh_from_db()
    assert "Keep my account" in page
    assert alice.delete_at is not None
    stranger.post(link)

    alice.refresh_from_db()
    assert alice.delete_at is None
    assert stranger.post(link).status_code == 404


@pytest.mark.parametrize("token", ["x", "a:b:c", "WzEsMl0:1", "%F0%9F%99%82"])
def test_a_forged_link_is_a_404(client, alice, token):
    alice.request_deletion(keep_texts=True)

    assert client.post(f"/account/delete/cancel/{token}/").status_code == 404
    alice.refresh_from_db()
    assert alice.delete_at is not None


def test_nothing_is_deleted_before_its_time(alice):
    alice.request_deletion(keep_texts=False)

    call_command("delete_accounts", verbosity=0)

    assert User.objects.filter(pk=alice.pk).exists()


def test_the_last_mail_says_that_it_is_done(alice):
    alice.request_deletion(keep_texts=True)

    carry_out()
    send_letters()

    assert mail.outbox[-1].to == ["alice@example.org"]
    assert "is deleted" in mail.outbox[-1].subject
    assert "Dear Alice," in mail.outbox[-1].body


def test_an_account_that_nobody_ever_confirmed_goes_by_itself(db, time_machine):
    sign_up(Client(), email="d@example.org")
    invitation = Invitation.objects.create()
    Invitation.objects.claim(invitation.code, User.objects.get())
    old = make_user("erin")  # made on the server, for instance by an import
    time_machine.move_to(timezone.now() + timedelta(days=8))
    mail.outbox.clear()

    call_command("delete_accounts", verbosity=0)

    assert list(User.objects.all()) == [old]
    assert Invitation.objects.open().get() == invitation
    assert mail.outbox == []


def test_whoever_changes_their_mind_at_the_last_moment_stays(alice):
    alice.request_deletion(keep_texts=False)
    due_a_moment_ago = User.objects.get()
    alice.cancel_deletion()

    assert delete_account(due_a_moment_ago) is False
    assert User.objects.get() == alice


def test_one_account_that_fails_does_not_keep_the_others(alice, bob, capsys, monkeypatch):
    for user in (alice, bob):
        user.request_deletion(keep_texts=True)

    def refuse(self, *args, **kwargs):
        if self.username == "alice":
            raise OSError("The disk is full.")
        return delete(self, *args, **kwargs)

    delete = User.delete
    monkeypatch.setattr(User, "delete", refuse)

    with pytest.raises(SystemExit):
        carry_out()

    assert list(User.objects.all()) == [alice]
    assert "alice: OSError" in capsys.readouterr().err
