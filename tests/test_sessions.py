"""Sessions, links and passwords: what opens the door, how long, how often."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.deletion import token_for
from tests.entering import FORM, PASSWORD, is_logged_in, link_in, log_in, make_member, sign_up

NEW = {"password1": "another passphrase", "password2": "another passphrase"}


@pytest.fixture
def alice(db):
    return make_member("alice")


def entered(login="alice", password=PASSWORD):
    client = Client()
    log_in(client, login, password)
    return client


def is_inside(client):
    return client.get("/account/").status_code == 200


def test_a_log_in_gives_a_new_session_and_a_new_token(alice, client):
    client.get("/account/login/")
    client.session["seen"] = 1
    planted = client.session
    planted.save()
    client.cookies["sessionid"] = planted.session_key
    token = client.get("/account/login/").cookies["csrftoken"].value
    log_in(client, "alice")

    assert is_logged_in(client)
    assert client.session.session_key != planted.session_key
    assert client.cookies["csrftoken"].value != token


def test_a_log_out_ends_the_session_itself_not_only_the_cookie(alice):
    client = entered()
    key = client.session.session_key
    answer = client.post("/account/logout/")

    client.cookies["sessionid"] = key
    assert not is_inside(client)
    assert answer["Clear-Site-Data"] == '"storage"'


def test_only_a_log_out_empties_the_browser(alice):
    client = entered()

    assert "Clear-Site-Data" not in client.get("/account/logout/")
    assert "Clear-Site-Data" not in client.get("/")


def test_logging_out_of_the_admin_empties_the_browser_too(admin):
    client = Client()
    client.force_login(admin)

    assert client.post("/admin/logout/")["Clear-Site-Data"] == '"storage"'


def test_a_suspension_ends_every_session_and_every_key(alice):
    one, other = entered(), entered()
    alice.is_active = False
    alice.save(update_fields=["is_active"])

    assert not is_inside(one)
    assert not is_inside(other)
    assert not is_logged_in(entered())


def test_a_new_password_ends_every_other_session(alice):
    here, there = entered(), entered()
    here.post("/account/password/change/", {"oldpassword": PASSWORD, **NEW})

    assert is_inside(here)
    assert not is_inside(there)
    assert not is_logged_in(entered())
    assert is_inside(entered(password=NEW["password1"]))


def test_a_forgotten_password_ends_every_session(alice):
    there = entered()
    reset(link_to_reset(alice))

    assert not is_inside(there)


def link_to_reset(user):
    Client().post("/account/password/reset/", {"email": user.email})
    return link_in(mail.outbox[-1])


def reset(link):
    """Follow the link in a browser of its own and type a new password, if it lets one."""
    client = Client()
    page = client.get(link, follow=True)
    return client.post(page.request["PATH_INFO"], NEW)


def test_a_link_for_a_new_password_works_once(alice):
    link = link_to_reset(alice)
    assert reset(link).status_code == 302
    alice.refresh_from_db()
    before = alice.password

    reset(link)

    alice.refresh_from_db()
    assert alice.password == before


def test_a_link_for_a_new_password_works_for_some_hours(alice):
    link = link_to_reset(alice)
    before = alice.password
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        reset(link)

    alice.refresh_from_db()
    assert alice.password == before


def test_a_link_for_a_new_password_is_of_no_use_once_the_address_has_changed(alice):
    link = link_to_reset(alice)
    alice.email = "elsewhere@example.org"
    alice.save(update_fields=["email"])
    before = alice.password
    reset(link)

    alice.refresh_from_db()
    assert alice.password == before


def test_a_link_that_confirms_an_address_works_once(client, db):
    sign_up(client)
    link = link_in(mail.outbox[-1])
    client.post(link)
    assert is_logged_in(client)

    other = Client()
    other.post(link)

    assert not is_logged_in(other)


def test_a_link_that_confirms_an_address_expires(client, db):
    sign_up(client)
    with time_machine.travel(timezone.now() + timedelta(days=4)):
        client.post(link_in(mail.outbox[-1]))

        assert not is_logged_in(client)


def test_a_link_that_undoes_a_deletion_works_once_and_expires(alice, client):
    alice.request_deletion(keep_texts=True)
    path = f"/account/delete/cancel/{token_for(alice)}/"
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert client.post(path).status_code == 404
    assert client.post(path).status_code == 200
    alice.request_deletion(keep_texts=True)

    assert client.post(path).status_code == 404


@pytest.mark.parametrize("kind", ["unsubscribe", "delete/cancel"])
def test_a_signed_link_with_another_sign_in_it_is_none_of_ours(alice, client, kind):
    alice.request_deletion(keep_texts=True)
    token = token_for(alice)
    for place in range(0, len(token), 7):
        forged = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
        assert client.get(f"/account/{kind}/{forged}/").status_code == 404


@pytest.mark.parametrize("purpose", ["unsubscribe", "confirm-email"])
def test_a_link_made_for_one_purpose_serves_no_other(alice, client, purpose):
    alice.request_deletion(keep_texts=True)
    client.post(f"/account/{purpose}/{token_for(alice)}/")

    assert not is_logged_in(client)
    assert not alice.mail_choices.exists()


# Log-in tells nothing


@pytest.fixture
def work(monkeypatch):
    """How often a password was hashed, which is all the work that a log-in is."""
    counted = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher, "encode", lambda *args: counted.append(1) or encode(*args)
    )
    return counted


@pytest.mark.parametrize(
    ("known", "unknown"),
    [
        ("alice", "nobody"),
        ("alice", "suspended"),
        ("alice", "unconfirmed"),
        ("alice@example.org", "nobody@example.org"),
        ("alice@example.org", "suspended@example.org"),
        ("alice@example.org", "unconfirmed@example.org"),
    ],
)
def test_a_wrong_password_and_an_unknown_name_are_one_answer_and_one_amount_of_work(
    alice, work, known, unknown
):
    make_member("suspended", is_active=False)
    make_member("unconfirmed", verified_at=None).emailaddress_set.update(verified=False)
    answers, amounts = [], []
    for login in (known, unknown):
        work.clear()
        answer = log_in(Client(), login, "a wrong passphrase")
        answers.append((answer.status_code, plain(answer, login)))
        amounts.append(len(work))

    assert answers[0] == answers[1]
    assert amounts[0] == amounts[1] >= 1


def plain(answer, login):
    """The page without the name that was typed and the token."""
    token = answer.context["csrf_token"]
    return answer.text.replace(login, "").replace(str(token), "")


def test_asking_for_a_new_password_tells_nobody_who_has_an_account(alice):
    answers = [
        Client().post("/account/password/reset/", {"email": email})
        for email in ("alice@example.org", "nobody@example.org")
    ]

    assert answers[0].status_code == answers[1].status_code == 302
    assert answers[0].url == answers[1].url
    assert len(mail.outbox) == 2  # one of them says that there is no account


def test_signing_up_does_the_same_work_for_a_known_address(alice, work):
    amounts = []
    for name, email in (("dora", "alice@example.org"), ("dura", "dura@example.org")):
        work.clear()
        sign_up(Client(), username=name, email=email)
        amounts.append(len(work))

    assert amounts[0] == amounts[1] >= 1


@pytest.mark.parametrize("password", ["short", "password123", "12345678901", "dora@example.org"])
def test_a_password_that_many_use_or_that_says_who_one_is_is_refused(client, db, password):
    answer = sign_up(client, password1=password)

    assert answer.status_code == 200
    assert answer.context["form"].errors["password1"]


def test_a_password_of_ten_signs_that_nobody_uses_is_taken(client, db):
    assert sign_up(client, **FORM).status_code == 302
