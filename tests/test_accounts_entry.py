"""Sign-up and log-in: who gets in, in every mode, and what nobody learns on the way."""

import re

import pytest
from django.core import mail
from django.test import Client

from accounts.models import User
from tests.entering import FORM, PASSWORD, is_logged_in, link_in, log_in, make_member, sign_up


def test_one_signs_up_and_is_in_after_pressing_the_button_behind_the_link(client, db):
    response = sign_up(client)
    assert response.url == "/account/confirm-email/"
    assert not is_logged_in(client)

    link = link_in(mail.outbox[0])
    page = client.get(link)
    assert User.objects.get().verified_at is None
    assert b"Yes, confirm it" in page.content
    client.post(link)

    assert is_logged_in(client)
    assert User.objects.get().verified_at is not None


def test_the_mail_has_a_text_and_the_same_as_html_without_foreign_words(client, db):
    sign_up(client)

    message = mail.outbox[0]
    html = message.alternatives[0].content
    assert message.subject == "Confirm your address to finish signing up"
    assert link_in(message) in html
    assert "<a href=" in html
    assert "example.com" not in message.body + html


def test_a_password_is_hashed_by_argon2_outside_the_tests():
    from shortsci import settings

    assert settings.PASSWORD_HASHERS[0].endswith(".Argon2PasswordHasher")


@pytest.mark.parametrize("login", ["alice", "ALICE", "alice@example.org", "Alice@Example.org"])
def test_one_logs_in_by_name_or_address_whatever_the_case(client, db, login):
    make_member()

    log_in(client, login)

    assert is_logged_in(client)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("username", "admin", "kept for the site"),
        ("username", "a1ice", "looks like one that is"),
        ("username", "ALICE", "looks like one that is"),
        ("username", "x y", "letters (a to z)"),
        ("email", "no address", "valid email"),
        ("password1", "dora", "too short"),
        ("password1", "1234567890", "too common"),
        ("username", "", "required"),
        ("email", "a\0b@example.org", "valid email"),
    ],
)
def test_bad_input_gets_words_beside_the_field_and_keeps_the_rest(client, db, field, value, words):
    make_member()

    response = sign_up(client, **{field: value})

    page = response.content.decode()
    assert words in page
    assert User.objects.count() == 1
    for other in {"email", "username"} - {field}:
        assert f'value="{FORM[other]}"' in page


def answer(client, login="dora", **fields):
    """All that a stranger can observe of a sign-up and two attempts to use it."""
    pages = []
    for response in (
        sign_up(client, **fields),
        log_in(Client(), fields["email"], FORM["password1"]),
        log_in(Client(), fields["username"], FORM["password1"]),
        sign_up(Client(), **fields),
    ):
        text = re.sub(
            r'name="(csrfmiddlewaretoken|opened)" value="[^"]+"', "", response.content.decode()
        )
        for word in fields.values():
            text = text.replace(word, "…")
        pages.append((response.status_code, response.headers.get("Location"), text))
    return pages


def test_nobody_learns_by_signing_up_whether_an_address_has_an_account(client, db):
    make_member()

    known = answer(client, email="alice@example.org", username="probe.one")
    unknown = answer(Client(), email="nobody@example.org", username="probe.two")

    assert known == unknown
    assert [message.to for message in mail.outbox[:1]] == [["alice@example.org"]]
    assert mail.outbox[0].subject == "You have an account already"


def test_an_account_with_somebody_elses_address_can_never_be_opened(client, db):
    alice = make_member()
    sign_up(client, email="alice@example.org", username="mallory")

    for message in mail.outbox:
        assert "/confirm-email/" not in message.body
    assert log_in(Client(), "mallory", FORM["password1"]).url == "/account/confirm-email/"
    log_in(client, "alice@example.org")
    assert client.session["_auth_user_id"] == str(alice.pk)


@pytest.mark.parametrize("address", ["alice@example.org", "nobody@example.org"])
def test_a_forgotten_password_gets_the_same_answer_and_one_mail(client, db, address):
    make_member()

    response = client.post("/account/password/reset/", {"email": address})

    assert response.url == "/account/password/reset/done/"
    assert [message.to for message in mail.outbox] == [[address]]


def test_a_new_password_is_set_by_the_link_and_ends_other_log_ins(client, db):
    make_member()
    elsewhere = Client()
    log_in(elsewhere, "alice")
    client.post("/account/password/reset/", {"email": "alice@example.org"})
    page = client.get(link_in(mail.outbox[0]), follow=True)
    new = {"password1": "another passphrase", "password2": "another passphrase"}

    client.post(page.request["PATH_INFO"], new)

    assert User.objects.get().check_password("another passphrase")
    assert elsewhere.get("/account/").status_code == 302


@pytest.mark.parametrize("login", ["alice", "alice@example.org", "nobody", "nobody@example.org"])
def test_a_wrong_password_is_answered_alike_for_every_name(client, db, login):
    make_member()

    page = log_in(client, login, "not the passphrase").content.decode()

    assert "do not belong together" in page
    assert login in page
    assert not is_logged_in(client)


def test_too_many_wrong_passwords_make_one_wait(client, db):
    make_member()
    for _ in range(6):
        page = log_in(client, "alice", "wrong passphrase")

    assert b"Too many attempts" in page.content
    assert log_in(Client(), "alice").status_code == 200


def test_a_class_signs_up_confirms_and_logs_in_behind_one_address(db, settings):
    limits, pages = settings.LIMITS, settings.LIMITS_OF_PAGES
    rows = ("account_signup", "account_confirm_email", "account_login")

    assert all(limits[pages[name]][0] >= 40 for name in rows)


def test_too_many_sign_ups_from_one_address_are_a_429(client, db, settings):
    most = settings.LIMITS["sign_up"][0]
    answers = [sign_up(client, username="x") for _ in range(most + 1)]

    assert answers[-1].status_code == 429
    assert int(answers[-1]["Retry-After"]) > 0
    assert answers[-2].status_code == 200


@pytest.mark.parametrize(
    ("target", "where"),
    [
        ("/people/", "/people/"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("https:///evil.example", "/"),
        ("\\\\evil.example", "/"),
    ],
)
def test_the_way_after_log_in_leads_only_to_our_own_host(client, db, target, where):
    make_member()

    assert log_in(client, "alice", next=target).url == where


def test_a_suspended_person_is_told_and_not_let_in(client, db):
    make_member(is_active=False)

    response = log_in(client, "alice")

    assert response.url == "/account/inactive/"
    assert not is_logged_in(client)


def test_a_suspension_takes_effect_on_the_next_request(client, db):
    alice = make_member()
    client.force_login(alice)
    User.objects.update(is_active=False)

    assert client.get("/account/").status_code == 302


def test_the_admin_is_entered_by_the_same_door(client, admin, bob):
    assert client.get("/admin/login/").url.startswith("/account/login/?next=")
    client.force_login(bob)
    assert client.get("/admin/login/").status_code == 403


@pytest.mark.parametrize("provider", ["orcid", "github", "google"])
def test_a_site_without_keys_has_neither_link_nor_page(client, db, provider):
    page = client.get("/account/login/").content.decode()

    assert f"/account/{provider}/" not in page
    assert client.get(f"/account/{provider}/login/").status_code == 404
    assert client.get(f"/account/{provider}/login/callback/").status_code == 404


PUBLIC = [
    "/account/login/",
    "/account/signup/",
    "/account/password/reset/",
    "/account/password/reset/done/",
    "/account/password/reset/key/1-nonsense/",
    "/account/confirm-email/",
    "/account/confirm-email/nonsense/",
    "/account/inactive/",
    "/account/3rdparty/login/cancelled/",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_every_page_of_the_entrance_wears_our_clothes(client, db, address):
    response = client.get(address)
    page = response.content.decode()

    assert response.status_code == 200
    assert page.count("<h1") == 1
    assert 'class="masthead' in page
    assert 'name="robots" content="noindex"' in page
    assert not re.search(r"<script(?![^>]*(?:src=|application/json))", page)
    assert not re.search(r"""\s(?:style|on\w+)=["']""", page)


@pytest.mark.parametrize("address", ["chief@example.org", ""])
def test_a_superuser_made_on_the_server_can_log_in_at_once(client, db, address):
    User.objects.create_superuser("chief", address, PASSWORD)

    log_in(client, address or "chief")

    assert is_logged_in(client)
