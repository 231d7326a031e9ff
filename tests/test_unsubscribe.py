"""Getting no more mails of a kind, from the mail itself, by a person or a mail program."""

import re

import pytest
from django.core import mail
from django.test import Client

from accounts import mailer, unsubscribing
from accounts.models import MailChoice, Notification
from accounts.notify import comment_posted
from tests.factories import make_comment

Kind = Notification.Kind


@pytest.fixture
def message(summary, bob):
    comment_posted(make_comment(summary=summary, author=bob))
    mailer.send_due()
    return mail.outbox[0]


@pytest.fixture
def path(message):
    """Where the header of the mail leads."""
    return re.fullmatch(r"<http://testserver(/.+)>", message.extra_headers["List-Unsubscribe"])[1]


def test_the_foot_and_the_head_have_the_same_link(message, path):
    assert f"http://testserver{path}" in message.body
    assert f'href="http://testserver{path}"' in message.alternatives[0].content


def test_a_mail_program_ends_them_by_one_post(path, alice):
    stranger = Client(enforce_csrf_checks=True)
    response = stranger.post(path, {"List-Unsubscribe": "One-Click"})

    assert response.status_code == 200
    assert MailChoice.objects.values_list("user", "kind", "how").get() == (
        alice.pk,
        Kind.COMMENT,
        "never",
    )
    assert response.cookies == {}


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_at_the_link_changes_nothing(client, path, method):
    response = getattr(client, method)(path)

    assert response.status_code == 200
    assert not MailChoice.objects.exists()
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response.headers["Cache-Control"]


def test_the_page_asks_with_a_button_and_names_nobody(client, path, alice):
    page = client.get(path).content.decode()

    assert "<button" in page
    assert "a comment on your summary" in page
    assert "alice" not in page.lower()


def test_twice_is_once(client, path):
    client.post(path)
    client.post(path)

    assert MailChoice.objects.count() == 1


def test_no_mail_of_that_kind_comes_any_more_but_the_inbox_has_it(
    client, path, alice, bob, summary
):
    client.post(path)
    comment_posted(make_comment(summary=summary, author=bob))
    first = make_comment(summary=summary, author=alice)
    comment_posted(make_comment(summary=summary, author=bob, parent=first))
    mailer.send_due()

    assert alice.notifications.count() == 3
    assert [told.body.split(":")[0] for told in mail.outbox[1:]] == ["bob answered your comment"]


def test_another_choice_is_replaced(client, path, alice):
    alice.mail_choices.create(kind=Kind.COMMENT, how="digest")
    client.post(path)

    assert alice.mail_choices.get().how == "never"


def test_the_link_of_a_digest_ends_all_that_comes_in_it(client, alice):
    alice.mail_choices.create(kind=Kind.COMMENT, how="digest")
    alice.mail_choices.create(kind=Kind.REPLY, how="digest")
    alice.mail_choices.create(kind=Kind.VOTES, how="at_once")
    link = unsubscribing.link_for(alice, unsubscribing.DIGEST)
    client.post(link.removeprefix("http://testserver"))

    assert dict(alice.mail_choices.values_list("kind", "how")) == {
        Kind.COMMENT: "never",
        Kind.REPLY: "never",
        Kind.VOTES: "at_once",
    }


@pytest.mark.parametrize(
    "spoil", [lambda t: t[:-1], lambda t: "x" + t, lambda t: "", lambda t: "a:b:c"]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_that_is_none_of_ours_is_no_page(client, path, spoil, method):
    token = path.removeprefix("/account/unsubscribe/").removesuffix("/")
    response = getattr(client, method)(f"/account/unsubscribe/{spoil(token)}/")

    assert response.status_code == 404
    assert not MailChoice.objects.exists()


def test_the_link_of_a_deleted_account_is_no_page(client, path, alice, summary):
    summary.delete()
    alice.delete()

    assert client.get(path).status_code == 404


def test_the_link_of_another_purpose_opens_nothing(client, alice):
    token = unsubscribing.signing.dumps([alice.pk, Kind.COMMENT], salt="accounts.deletion")

    assert client.post(f"/account/unsubscribe/{token}/").status_code == 404


def test_nothing_but_looking_and_ending_is_allowed(client, path):
    assert client.put(path).status_code == 405
    assert client.delete(path).status_code == 405
