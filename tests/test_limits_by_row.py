"""Each row of the table of limits bounds something: one step too many is a 429 with numbers."""

import io
import json
import re

import pytest
from django.core import mail
from django.test import Client
from PIL import Image

from accounts.models import Notice, OutgoingMail, Token
from summaries.moderation.deciding import Decision, decide
from tests.access.walking import undone
from tests.entering import log_in, make_member, opened
from tests.factories import make_comment, make_summary
from tests.programs import make_token

KEY = "conf/nips/HermannL20"
TEXT = {"body": "Words.", "visibility": "draft", "licence": "CC-BY-4.0", "base": "0"}
JOIN = {"username": "dora", "email": "dora@example.org", "password1": "correct horse 7"}
NEW = {"password1": "another passphrase", "password2": "another passphrase"}
API = {"content_type": "application/json"}


def picture():
    file = io.BytesIO()
    Image.new("RGB", (2, 2)).save(file, "PNG")
    file.seek(0)
    file.name = "dot.png"
    return file


def form(address, **data):
    return lambda client: client.post(address, data)


def look(address):
    return lambda client: client.get(address)


# Of each row one thing that it bounds, done by bob unless it is done by anybody.
STEPS = {
    "save": form(f"/papers/{KEY}/write/", **TEXT),
    "preview": form("/preview/", body="Words."),
    "draft": form(f"/papers/{KEY}/draft/", **TEXT, draft_version="0"),
    "cite": look("/cite/?q=features"),
    "search": look("/search/?q=features"),
    "suggest": look("/search/suggest?q=fea"),
    "picture": lambda client: client.post("/pictures/", {"image": picture()}),
    "vote": form("/summaries/10001/vote/", value="1"),
    "comment": form("/summaries/10001/comments/", body="Words."),
    "comment_preview": form("/summaries/10001/comments/", body="Words.", preview="1"),
    "retract": form("/comments/10001/delete/"),
    "share": form("/summaries/20001/share/", action="make"),
    "settings": form("/account/licence/", licence="CC-BY-4.0"),
    "keep": form(f"/papers/{KEY}/bookmark/", state="read"),
    "seen": form("/account/seen/"),
    "read": form(f"/papers/{KEY}/readers/"),
    "news": form("/account/notifications/read/"),
    "feed": form("/account/feed/", action="make"),
    "epub": look("/book.epub"),
    "export": form("/account/export/"),
    "import": form("/account/import/"),
    "deletion": form("/account/delete/cancel/"),
    "report": form("/summaries/10001/report/", reason="spam"),
    "appeal": form("/account/notices/10001/", words="Please look again."),
    "bio_preview": form("/account/profile/", bio="Words.", preview="1"),
    "api": look("/api/v1/papers"),
    "api_lookup": lambda client: client.post("/api/lookup", {"ids": ["10.1/x"]}, **API),
    "token": form("/account/tokens/10001/end/"),
    "lookup": form("/papers/add/", q="10.1000/1"),
    "add": form("/papers/add/by-hand/", title="A new paper", authors="Ann Lee", year="2020"),
    "correct": form(f"/papers/{KEY}/corrections/", title="Another title", reason="The PDF."),
    "post": form("/theme/", theme="dark"),
    "log_out": form("/account/logout/"),
    "password": form("/account/password/change/", oldpassword="a long passphrase", **NEW),
    "second_factor": form("/account/2fa/totp/activate/", code="123456"),
    "mail_addresses": form("/account/email/", action_add="", email="bob2@example.org"),
    "sessions": form("/account/sessions/"),
}
STEPS_OF_ANYBODY = {
    "log_in": form("/account/login/", login="bob", password="a wrong passphrase"),
    "sign_up": form("/account/signup/", **JOIN),
    "reset": form("/account/password/reset/", email="bob@example.org"),
    "search": STEPS["search"],
    "suggest": STEPS["suggest"],
    "read": STEPS["read"],
    "epub": STEPS["epub"],
    "api": STEPS["api"],
    "api_lookup": STEPS["api_lookup"],
    "post": STEPS["post"],
}
SILENT = {"mail", "log_in_failed"}  # tested below: they have no headers, and tell nobody anything


@pytest.fixture
def bob(db):
    return make_member("bob")


@pytest.fixture
def scene(paper, alice, bob):
    summary = make_summary(pk=10001, paper=paper, author=alice)
    make_summary(pk=20001, author=bob)
    make_comment(pk=10001, summary=summary, author=bob)
    decide(make_summary(pk=30001, author=bob), Decision("hide", "spam", "Look."), moderator=None)
    OutgoingMail.objects.all().delete()
    Notice.objects.update(id=10001)
    Token.objects.create(pk=10001, user=bob, name="x", scopes="votes:write", digest="x")


@pytest.fixture
def one_each(settings):
    """Of one thing exactly one, and of the others plenty."""

    def only(row, most=1):
        settings.LIMITS = dict.fromkeys(settings.LIMITS, (10_000, 60)) | {row: (most, 600)}
        settings.LIMITS_OF_NEW_ACCOUNTS = {}

    return only


def drain(response):
    """A file is sent to its end, which closes it."""
    list(response)


def has_numbers(response, row) -> bool:
    """What a 429 owes to whoever gets it, as RFC 6585 and the draft on RateLimit fields say."""
    policies = dict(re.findall(r'"(\w+)";q=(\d+)', response["RateLimit-Policy"]))
    left = dict(re.findall(r'"(\w+)";r=(\d+)', response["RateLimit"]))
    return (policies[row], left[row]) == ("1", "0") and 0 < int(response["Retry-After"]) <= 600


def test_the_table_is_tested_row_by_row(settings):
    assert {*STEPS, *STEPS_OF_ANYBODY, *SILENT, "desk"} == set(settings.LIMITS)
    assert set(settings.LIMITS_OF_NEW_ACCOUNTS) <= set(settings.LIMITS)
    assert set(settings.LIMITS_OF_PAGES.values()) <= set(settings.LIMITS)


def of(user, **options) -> Client:
    """Logged in now: some steps end the session, or change the password."""
    user.refresh_from_db()
    client = Client(**options)
    client.force_login(user)
    return client


def test_a_person_does_it_once_and_then_waits(subtests, bob, scene, one_each):
    for row in sorted(STEPS):
        one_each(row)
        with subtests.test(row), undone():
            first = STEPS[row](of(bob))
            drain(first)
            second = STEPS[row](of(bob))

            assert first.status_code not in {404, 429}
            assert second.status_code == 429
            assert has_numbers(second, row)


def test_so_does_whoever_is_not_logged_in_by_address(subtests, scene, one_each):
    for row in sorted(STEPS_OF_ANYBODY):
        one_each(row)
        with subtests.test(row), undone():
            first, second, other = (
                STEPS_OF_ANYBODY[row](Client(REMOTE_ADDR=address))
                for address in ("192.0.2.1", "192.0.2.1", "192.0.2.2")
            )
            drain(first)
            drain(other)

            assert first.status_code not in {404, 429}
            assert second.status_code == 429
            assert has_numbers(second, row)
            assert other.status_code == first.status_code


def test_a_script_reads_it_in_json_and_a_person_on_a_page(subtests, bob, scene, one_each):
    for row in sorted(set(STEPS) - {"api", "api_lookup"}):
        one_each(row, most=0)
        with subtests.test(row), undone():
            page = STEPS[row](of(bob))
            answer = STEPS[row](of(bob, HTTP_ACCEPT="application/json"))

            assert (page.status_code, answer.status_code) == (429, 429)
            assert page["Content-Type"].startswith("text/html")
            assert answer.json()["retry_after"] == int(answer["Retry-After"])


def test_programs_are_told_as_a_problem(client, bob, paper, one_each):
    one_each("vote", most=0)
    make_summary(pk=10001, paper=paper)
    answer = client.put(
        "/api/v1/me/votes/1", json.dumps({"value": 1}), headers=make_token(bob)[1], **API
    )

    assert answer.status_code == 429
    assert answer["Content-Type"].startswith("application/problem+json")
    assert '"vote";r=0' in answer["RateLimit"]
    assert int(answer["Retry-After"]) > 0


def test_the_desk_counts_what_the_staff_do(client, admin, one_each):
    client.force_login(admin)
    one_each("desk")
    first, second = (client.post("/admin/summaries/venue/", {}) for _ in range(2))

    assert first.status_code != 429
    assert second.status_code == 429
    assert has_numbers(second, "desk")


def test_failures_at_one_account_are_counted_from_wherever_they_come(settings, bob):
    most = settings.LIMITS["log_in_failed"][0]
    for number in range(most):
        log_in(Client(REMOTE_ADDR=f"192.0.2.{number}"), "bob", "a wrong passphrase")
    right = Client(REMOTE_ADDR="192.0.2.99")
    answer = log_in(right, "bob")

    assert "Too many attempts" in answer.text
    assert not right.session.get("_auth_user_id")


def test_letters_to_one_address_are_counted_from_wherever_they_come(one_each, bob):
    one_each("mail")
    for number in range(3):
        sender = Client(REMOTE_ADDR=f"192.0.2.{number}")
        sender.post("/account/password/reset/", {"email": "bob@example.org"})

    assert len(mail.outbox) == 1


def test_signing_up_is_counted_even_when_it_fails(client, db, one_each):
    one_each("sign_up", most=2)
    address = "/account/signup/"
    typed = JOIN | {"opened": opened(0)}
    answers = [client.post(address, typed).status_code for _ in range(3)]

    assert answers == [200, 200, 429]


# Where it comes from


@pytest.mark.parametrize("hops", [0, 1, 2])
def test_an_invented_address_counts_nowhere(hops, settings, paper, one_each):
    """Whoever sends X-Forwarded-For writes its left end; our proxies write the right one."""
    settings.PROXY_HOPS = hops
    one_each("suggest")
    ours = ", 192.0.2.7" + ", 10.0.0.1" * (hops - 1) if hops else ""
    answers = [
        Client(REMOTE_ADDR="10.0.0.9").get(
            "/search/suggest?q=fea", headers={"X-Forwarded-For": invented + ours}
        )
        for invented in ("203.0.113.1", "203.0.113.2, 198.51.100.3", "", "unknown, [::1]")
    ]

    assert [answer.status_code for answer in answers] == [200, 429, 429, 429]


def test_behind_a_proxy_two_people_are_two(settings, paper, one_each):
    settings.PROXY_HOPS = 1
    one_each("suggest")
    address = "/search/suggest?q=fea"
    answers = [
        Client().get(address, headers={"X-Forwarded-For": theirs})
        for theirs in ("192.0.2.1", "192.0.2.2", "2001:db8::1", "2001:db8::2", "2001:db8:1::")
    ]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 200]


def test_what_came_past_the_proxy_counts_by_its_own_address(settings, paper, one_each):
    settings.PROXY_HOPS = 2
    one_each("suggest")
    short = {"X-Forwarded-For": "203.0.113.1"}  # one hop, where ours would have written two
    answers = [
        Client(REMOTE_ADDR="192.0.2.9").get("/search/suggest?q=fea", headers=headers)
        for headers in (short, {"X-Forwarded-For": "203.0.113.2"}, {})
    ]

    assert [answer.status_code for answer in answers] == [200, 429, 429]
