"""Who signs up is a person, with an address that is kept; and from which network, as a hash."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.models import DisposableDomain, SignUpOrigin, User
from accounts.traps import FILLED, TOO_FAST, TOO_LATE
from tests.entering import opened, sign_up
from tests.factories import make_user


def test_the_form_has_a_field_for_nobody(client, db):
    page = client.get("/account/signup/").content.decode()
    trap = page.partition('aria-hidden="true"')[2].partition("</span>")[0]

    assert 'name="homepage"' in trap
    assert 'tabindex="-1"' in trap
    assert 'autocomplete="off"' in trap


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"homepage": "https://pills.example"}, FILLED),
        ({"opened": 0}, TOO_FAST),
        ({"opened": 90_000}, TOO_LATE),
        ({"opened": ""}, TOO_LATE),
        ({"opened": "opened:1:forged"}, TOO_LATE),
        ({"opened": "é\x00" * 500}, TOO_LATE),
    ],
)
def test_programs_are_refused_in_words(client, db, fields, words):
    fields = {
        name: opened(value) if isinstance(value, int) else value for name, value in fields.items()
    }

    page = sign_up(client, **fields).content.decode()

    assert words in page
    assert 'value="dora"' in page
    assert "pills.example" not in page
    assert not User.objects.exists()


def test_a_form_that_was_open_for_days_works_when_it_is_sent_again(client, db):
    page = sign_up(client, opened=opened(90_000))
    again = page.context["form"]["opened"].value()

    with time_machine.travel(timezone.now() + timedelta(seconds=10)):
        sign_up(client, opened=again)

    assert User.objects.filter(username="dora").exists()


@pytest.mark.parametrize(
    "address",
    ["x@mailinator.com", "x@MAILINATOR.com", "x@eu.mailinator.com", "x@a.b.yopmail.fr"],
)
def test_addresses_to_throw_away_are_refused(client, db, address):
    page = sign_up(client, email=address).content.decode()

    assert "throw-away" in page
    assert not User.objects.exists()


@pytest.mark.parametrize("address", ["x@notmailinator.com", "x@mailinator.com.example.org"])
def test_addresses_that_only_look_like_them_are_taken(client, db, address):
    sign_up(client, email=address)

    assert User.objects.filter(username="dora").exists()


def test_nobody_adds_such_an_address_to_an_account(client, bob):
    client.force_login(bob)

    typed = {"action_add": "", "email": "bob@yopmail.com"}
    page = client.post("/account/email/", typed).content.decode()

    assert "throw-away" in page
    assert not bob.emailaddress_set.filter(email="bob@yopmail.com").exists()


def test_an_admin_adds_a_domain_however_it_is_typed(client, admin):
    client.force_login(admin)
    client.post("/admin/accounts/disposabledomain/add/", {"domain": " X@Away.Example. "})

    assert DisposableDomain.objects.cover("eve@in.away.example")


def test_a_moderator_does_not_see_the_list(client, moderator):
    client.force_login(moderator)

    assert client.get("/admin/accounts/disposabledomain/").status_code == 403


def test_the_network_of_a_sign_up_is_a_hash_and_goes_after_thirty_days(client, db):
    sign_up(client)
    first = SignUpOrigin.objects.get()
    assert "127.0.0.1" not in first.digest
    sign_up(Client(), username="erik", email="erik@example.org")
    assert set(SignUpOrigin.objects.values_list("digest", flat=True)) == {first.digest}

    SignUpOrigin.objects.update(created_at=timezone.now() - timedelta(days=31))
    sign_up(Client(), username="fred", email="fred@example.org")

    assert [row.user.username for row in SignUpOrigin.objects.all()] == ["fred"]


def test_strangers_cannot_have_a_mailbox_filled(client, settings, db):
    settings.LIMITS = {**settings.LIMITS, "mail": (2, 3600)}
    make_user("alice", email="alice@example.org")

    answers = [
        Client(REMOTE_ADDR=f"192.0.2.{n}").post(
            "/account/password/reset/", {"email": "Alice@Example.org"}
        )
        for n in range(4)
    ]

    assert len(mail.outbox) == 2
    assert {answer.url for answer in answers[:2]} == {"/account/password/reset/done/"}
