"""Second factors, fresh proofs of identity, and other devices."""

import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.test import Client

from tests.factories import make_user

PASSWORD = "a long passphrase"


@pytest.fixture
def alice(db):
    user = make_user("alice")
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


@pytest.fixture
def fresh(client, alice):
    """Logged in, and has given the password once more a moment ago."""
    prove(client)
    return client


def prove(client):
    client.post("/account/login/", {"login": "alice", "password": PASSWORD})
    client.post("/account/reauthenticate/", {"password": PASSWORD})


def code_for(secret, moment):
    return format_hotp_value(hotp_value(secret, int(moment) // 30))


def switch_on(client):
    """Set up an authenticator app; its secret and the recovery codes."""
    page = client.get("/account/2fa/totp/activate/")
    secret = page.context["form"].secret
    client.post("/account/2fa/totp/activate/", {"code": code_for(secret, time.time())})
    codes = client.get("/account/2fa/recovery-codes/").context["unused_codes"]
    return secret, codes


@pytest.mark.django_db(transaction=True)  # the mail leaves when the change is committed
def test_log_in_asks_for_the_code_of_the_app_once_it_is_set_up(client, alice, time_machine):
    time_machine.move_to("2026-11-21 12:00:00+00:00")
    prove(client)
    secret, _ = switch_on(client)
    assert "uthenticator" in mail.outbox[-1].subject
    time_machine.move_to("2026-11-21 12:10:00+00:00")
    other = Client()

    response = other.post("/account/login/", {"login": "alice", "password": PASSWORD})
    assert response.url == "/account/2fa/authenticate/"
    page = other.get(response.url).content.decode()
    assert "One more step" in page
    assert "_auth_user_id" not in other.session
    wrong = other.post(response.url, {"code": "000000"})
    assert wrong.status_code == 200
    assert "_auth_user_id" not in other.session
    other.post(response.url, {"code": code_for(secret, time.time())})

    assert "_auth_user_id" in other.session


def test_a_recovery_code_opens_the_account_once(fresh):
    _, codes = switch_on(fresh)
    opened = []
    for _ in range(2):
        client = Client()
        client.post("/account/login/", {"login": "alice", "password": PASSWORD})
        client.post("/account/2fa/authenticate/", {"code": codes[0]})
        opened.append("_auth_user_id" in client.session)

    assert opened == [True, False]


@pytest.mark.parametrize(
    "address",
    [
        "/account/2fa/",
        "/account/2fa/totp/activate/",
        "/account/2fa/webauthn/",
        "/account/2fa/webauthn/add/",
        "/account/email/",
        "/account/password/change/",
        "/account/sessions/",
        "/account/3rdparty/",
        "/account/logout/",
    ],
)
def test_the_pages_of_the_locks_wear_our_clothes_and_are_for_their_owner(fresh, address):
    page = fresh.get(address).content.decode()

    assert page.count("<h1") == 1
    assert 'class="masthead' in page
    assert Client().get(address).status_code == 302


def test_a_passkey_log_in_offers_its_options_as_json(client, db):
    response = client.get("/account/2fa/webauthn/login/", headers={"Accept": "application/json"})

    assert response.json()["request_options"]["publicKey"]["rpId"] == "testserver"


def test_a_nonsense_passkey_is_refused_in_words(client, db):
    response = client.post("/account/2fa/webauthn/login/", {"credential": "{}"})

    assert response.status_code in {200, 302}
    assert "_auth_user_id" not in client.session


def test_a_grave_change_asks_for_the_password_again(client, alice):
    client.force_login(alice)

    response = client.get("/account/2fa/totp/activate/")

    assert response.url.startswith("/account/reauthenticate/")
    assert b"Is it you?" in client.get(response.url).content


def test_other_devices_are_logged_out_at_a_press(fresh, alice):
    other = Client()
    other.post("/account/login/", {"login": "alice", "password": PASSWORD})
    assert other.get("/account/").status_code == 200

    fresh.post("/account/sessions/")

    assert other.get("/account/").status_code == 302
    assert fresh.get("/account/").status_code == 200


def test_a_changed_password_ends_the_log_ins_elsewhere_and_is_mailed(fresh, alice):
    other = Client()
    other.post("/account/login/", {"login": "alice", "password": PASSWORD})
    new = {"oldpassword": PASSWORD, "password1": "another passphrase"}

    fresh.post("/account/password/change/", new | {"password2": new["password1"]})

    alice.refresh_from_db()
    assert alice.check_password("another passphrase")
    assert other.get("/account/").status_code == 302
    assert fresh.get("/account/").status_code == 200
    assert "assword" in mail.outbox[-1].subject
