"""Keys for one's own programs: made by their owner, shown once, known by their hash alone."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.test import override_settings
from django.utils import timezone

from accounts.archive.rows import profile_of
from accounts.models import Token
from tests.entering import link_in
from tests.factories import make_user
from tests.programs import make_token

PAGE = "/account/tokens/"
TYPED = {"name": "My script", "scopes": ["votes:write", "summaries:write"]}


@pytest.fixture
def owner(client, db):
    """Has said the password a moment ago, as the page asks."""
    user = make_user("owner")
    log_in(client, user)
    return user


def log_in(client, user):
    client.force_login(user)
    client.post("/account/reauthenticate/", {"password": "a long passphrase"})


def secret_in(answer) -> str:
    return answer.context["secret"]


def test_a_token_is_made_shown_once_and_told_by_mail(client, owner):
    answer = client.post(PAGE, TYPED)
    secret, token = secret_in(answer), owner.tokens.get()

    assert answer.status_code == 201
    assert secret in answer.text
    assert secret.startswith("ss_")
    assert len(secret) >= 3 + 27  # of 64 signs each: 162 bits
    assert answer["Cache-Control"] == "no-store, private"
    assert secret not in client.get(PAGE).text
    assert token.scopes == "summaries:write votes:write"
    assert secret not in str(Token.objects.values().get())
    assert "My script" in mail.outbox[-1].body
    assert secret not in mail.outbox[-1].body
    assert mail.outbox[-1].to == [owner.email]


def test_two_tokens_are_never_the_same(owner):
    assert len({Token.objects.issue(owner, "x", ["votes:write"])[1] for _ in range(50)}) == 50


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"name": ""}, "required"),
        ({"name": "x" * 101}, "at most 100"),
        ({"scopes": []}, "required"),
        ({"scopes": ["admin"]}, "not one of the available"),
        ({"expires_on": "yesterday"}, "valid date"),
        ({"expires_on": "2001-01-01"}, "from today on"),
        ({"expires_on": "9999-12-31"}, "from today on"),
    ],
)
def test_what_makes_no_token_is_said_and_the_rest_stays(client, owner, typed, words):
    answer = client.post(PAGE, {**TYPED, **typed})

    assert answer.status_code == 422
    assert words in answer.text
    assert "token-key" not in answer.text
    assert not owner.tokens.exists()


def test_nobody_has_more_than_twenty(client, owner):
    for _ in range(Token.MOST):
        make_token(owner)
    answer = client.post(PAGE, TYPED)

    assert answer.status_code == 422
    assert owner.tokens.count() == Token.MOST


def test_making_one_asks_who_is_there_when_the_log_in_is_long_ago(client, bob):
    client.force_login(bob)

    assert client.get(PAGE).url.startswith("/account/reauthenticate/")
    assert client.post(PAGE, TYPED).url.startswith("/account/reauthenticate/")
    assert not bob.tokens.exists()


def test_strangers_are_led_to_the_log_in(client, db):
    assert client.get(PAGE).url.startswith("/account/login/")
    assert client.post(f"{PAGE}1/end/").url.startswith("/account/login/")


@override_settings(LIMITS={**settings.LIMITS, "token": (1, 60)})
def test_making_tokens_has_a_limit(client, owner):
    client.post(PAGE, TYPED)

    assert client.post(PAGE, TYPED).status_code == 429


def test_a_token_is_ended_by_its_owner_alone(client, owner, bob):
    token, headers = make_token(owner)
    others, _ = make_token(bob)

    assert client.get(f"{PAGE}{token.pk}/end/").status_code == 405
    assert client.post(f"{PAGE}{others.pk}/end/").status_code == 404
    assert client.post(f"{PAGE}{token.pk}/end/").url == PAGE
    assert client.get("/api/v1/me", headers=headers).status_code == 401
    assert bob.tokens.exists()


def test_a_token_opens_what_its_scopes_say(client, owner):
    _, headers = make_token(owner, "votes:write")
    me = client.get("/api/v1/me", headers=headers)

    assert me.json()["username"] == "owner"
    assert me.json()["token"] == {"name": "a script", "scopes": ["votes:write"], "expires_on": None}
    assert me["Cache-Control"] == "private, no-cache"
    assert "Authorization" in me["Vary"]
    assert client.get("/api/v1/me/votes", headers=headers).status_code == 200
    refused = client.get("/api/v1/me/summaries", headers=headers)
    assert refused.status_code == 403
    assert "summaries:write" in refused.json()["detail"]


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        "Bearer ",
        "Bearer ss_",
        "Bearer ss_" + "x" * 32,
        "Bearer é\udcff",
        "Basic b3duZXI6cGFzcw==",
        "ss_x",
        "Bearer " + "x" * 5_000,
    ],
)
def test_anything_else_opens_nothing(client, owner, header):
    make_token(owner)
    answer = client.get("/api/v1/me", headers={"Authorization": header})

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "fields", [{"is_active": False}, {"verified_at": None}, {"awaits_approval": True}]
)
def test_the_tokens_of_who_may_not_log_in_do_nothing(client, owner, fields):
    _, headers = make_token(owner)
    for name, value in fields.items():
        setattr(owner, name, value)
    owner.save()

    assert client.get("/api/v1/me", headers=headers).status_code == 401


def test_a_password_that_was_forgotten_takes_the_tokens_with_it(client, owner, bob):
    _, headers = make_token(owner)
    others = make_token(bob)[1]
    client.logout()
    client.post("/account/password/reset/", {"email": owner.email})
    page = client.get(link_in(mail.outbox[-1]), follow=True)
    new = {"password1": "another passphrase", "password2": "another passphrase"}
    client.post(page.request["PATH_INFO"], new)

    assert client.get("/api/v1/me", headers=headers).status_code == 401
    assert client.get("/api/v1/me", headers=others).status_code == 200
    owner.refresh_from_db()
    assert owner.check_password("another passphrase")


def test_a_link_that_sets_no_password_ends_no_token(client, owner):
    _, headers = make_token(owner)
    client.logout()
    client.post("/account/password/reset/", {"email": owner.email})
    page = client.get(link_in(mail.outbox[-1]), follow=True)
    client.post(page.request["PATH_INFO"], {"password1": "short", "password2": "short"})

    assert client.get("/api/v1/me", headers=headers).status_code == 200


def test_a_password_that_its_owner_changes_leaves_them_and_says_so(client, owner):
    _, headers = make_token(owner)
    new = {"password1": "another passphrase", "password2": "another passphrase"}
    typed = {"oldpassword": "a long passphrase", **new}
    page = client.post("/account/password/change/", typed, follow=True)

    assert client.get("/api/v1/me", headers=headers).status_code == 200
    assert "tokens of your programs still work" in page.text


def test_a_token_is_over_after_its_last_day(client, owner):
    today = timezone.now().date()
    _, headers = make_token(owner, expires_on=today)

    assert client.get("/api/v1/me", headers=headers).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert client.get("/api/v1/me", headers=headers).status_code == 401
        log_in(client, owner)
        assert "over since" in client.get(PAGE).text


def test_its_last_use_is_written_down_by_the_day(client, owner, django_assert_num_queries):
    token, headers = make_token(owner)
    assert "never used" in client.get(PAGE).text
    client.get("/api/v1/me", headers=headers)
    token.refresh_from_db()

    assert token.used_on == timezone.now().date()
    assert "last used on" in client.get(PAGE).text
    with django_assert_num_queries(1):  # once a day is enough
        client.get("/api/v1/me", headers=headers)


def test_the_page_costs_the_same_for_one_token_and_for_ten(
    client, owner, django_assert_max_num_queries
):
    make_token(owner)
    with django_assert_max_num_queries(8) as one:
        client.get(PAGE)
    for _ in range(9):
        make_token(owner)
    with django_assert_max_num_queries(8) as ten:
        client.get(PAGE)

    assert len(one) == len(ten)


def test_a_deleted_account_takes_its_tokens_along(owner):
    make_token(owner)
    owner.delete()

    assert not Token.objects.exists()


def test_the_archive_names_ones_tokens_and_holds_no_key(owner):
    token, secret = Token.objects.issue(owner, "reader", ["votes:write"])
    told = json.dumps(profile_of(owner), default=str)

    assert "reader" in told
    assert secret not in told
    assert token.digest not in told
