"""Leaving: asked for with proof, undone at a press, and after seven days truly gone."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts.deletion import delete_account
from accounts.models import Invitation, User
from summaries.models import (
    Bookmark,
    Comment,
    Draft,
    Follow,
    Paper,
    Picture,
    PictureUpload,
    Summary,
    SummaryRevision,
    Vote,
)
from summaries.recount import recount
from tests.entering import sign_up
from tests.factories import make_comment, make_paper, make_summary, make_user, make_vote

PASSWORD = "a long passphrase"


@pytest.fixture
def proven(client, alice):
    """Alice, who has just given her password once more."""
    EmailAddress.objects.create(user=alice, email=alice.email, primary=True, verified=True)
    client.post("/account/login/", {"login": "alice", "password": PASSWORD})
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return client


def carry_out():
    User.objects.exclude(delete_at=None).update(delete_at=timezone.now() - timedelta(minutes=1))
    call_command("delete_accounts", verbosity=0)


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
    assert "could not be sent" in page.text
    assert alice.delete_at


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


@pytest.fixture
def leaving(alice, bob):
    """Alice has something of every kind, and bob has met her everywhere."""
    shared = make_summary(author=bob, body="Bob's")
    make_vote(shared, 1, voter=alice)
    first = make_comment(summary=shared, author=alice, body="Alice says")
    make_comment(summary=shared, author=bob, body="Bob answers", parent=first)
    for fields in (
        {"body": "signed ![](/media/pictures/shown.png)"},
        {"body": "veiled", "is_anonymous": True},
        {"body": "secret", "visibility": "private"},
        {"body": "unfinished", "visibility": "draft"},
        {"body": "by link", "visibility": "link"},
    ):
        make_vote(make_summary(author=alice, paper=make_paper(), **fields), voter=bob)
    signed = alice.summaries.get(body__startswith="signed")
    signed.revisions.create(number=9, body="an early thought")
    Draft.objects.create(user=alice, paper=make_paper(), body="unsaved")
    Bookmark.objects.create(user=alice, paper=make_paper())
    Follow.objects.create(user=alice, person=bob)
    Follow.objects.create(user=bob, person=alice)
    for name in ("shown.png", "unused.png", "shared.png"):
        picture = Picture(name=name, width=1, height=1, size=1)
        picture.file.save(name, ContentFile(b"x"))
        PictureUpload.objects.create(picture=picture, user=alice)
    PictureUpload.objects.create(picture=picture, user=bob)
    for rows in (Picture.objects, PictureUpload.objects):
        rows.update(created_at=timezone.now() - timedelta(days=3))
    return alice


def everything_is_counted_right():
    return not recount(check=True)


def test_kept_texts_stay_as_by_a_deleted_user(leaving, bob, client):
    leaving.request_deletion(keep_texts=True)

    carry_out()

    left = Summary.objects.exclude(author=bob)
    assert not User.objects.filter(username="alice").exists()
    assert {summary.body.split()[0] for summary in left} == {"signed", "veiled"}
    assert {summary.byline for summary in left} == {"A deleted user", "Anonymous"}
    assert all(summary.ups == 1 for summary in left)
    assert Comment.objects.get(body="Alice says").byline == "A deleted user"
    assert everything_is_counted_right()
    assert not SummaryRevision.objects.filter(body="an early thought").exists()
    assert client.get("/people/alice/").status_code == 404


def test_kept_texts_do_not_tell_by_their_dates_what_was_by_one_hand(leaving, bob, client):
    veiled = leaving.summaries.get(is_anonymous=True)
    make_comment(summary=veiled, author=leaving)
    addresses = [veiled.get_absolute_url(), veiled.paper.get_absolute_url()]
    long_ago = timezone.now() - timedelta(days=9)
    Summary.objects.update(updated_at=long_ago)
    Paper.objects.update(updated_at=long_ago)
    leaving.request_deletion(keep_texts=True)
    carry_out()

    veiled.refresh_from_db()
    veiled.paper.refresh_from_db()

    assert veiled.author is None
    assert veiled.updated_at == veiled.paper.updated_at == long_ago
    assert all(client.get(address).status_code == 200 for address in addresses)


def test_a_comment_that_was_taken_back_is_gone_with_its_writer(leaving, bob):
    comment = make_comment(summary=bob.summaries.get(), author=leaving, body="One thought.")
    comment.revise("Another thought.")
    comment.retract()
    leaving.request_deletion(keep_texts=True)

    carry_out()

    comment.refresh_from_db()
    assert (comment.body, comment.body_html, comment.text) == ("", "", "")
    assert not comment.revisions.exists()
    assert comment.is_gone
    assert everything_is_counted_right()


def test_deleted_texts_are_gone_and_leave_an_empty_place_in_the_thread(leaving, bob, client):
    leaving.request_deletion(keep_texts=False)

    carry_out()

    assert set(Summary.objects.values_list("body", flat=True)) == {"Bob's"}
    gone, answer = Comment.objects.order_by("pk")
    assert (gone.body, gone.text, gone.author, gone.is_gone) == ("", "", None, True)
    assert answer.body == "Bob answers"
    assert everything_is_counted_right()
    page = client.get(Summary.objects.get().get_absolute_url()).content.decode()
    assert "Alice says" not in page
    assert "Bob answers" in page


@pytest.mark.parametrize(
    ("keep_texts", "left"),
    [(True, {"shown.png", "shared.png"}), (False, {"shared.png"})],
)
def test_what_is_only_hers_goes_and_pictures_stay_where_they_are_shown(
    leaving, bob, keep_texts, left
):
    storage = Picture.objects.first().file.storage
    files = {picture.name: picture.file.name for picture in Picture.objects.all()}
    leaving.request_deletion(keep_texts=keep_texts)

    carry_out()

    assert set(Picture.objects.values_list("name", flat=True)) == left
    assert {name for name, file in files.items() if storage.exists(file)} == left
    for model in (Draft, Bookmark, Follow, EmailAddress):
        assert not model.objects.exists()
    assert not Vote.objects.exclude(voter=bob).exists()
    assert PictureUpload.objects.get().user == bob


def test_the_last_mail_says_that_it_is_done(alice):
    alice.request_deletion(keep_texts=True)

    carry_out()

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


def test_the_author_of_an_anonymous_summary_stays_the_author_below_it(client, alice, bob):
    summary = make_summary(author=alice, is_anonymous=True)
    make_comment(summary=summary, author=alice, body="I add this.")
    make_comment(summary=summary, author=bob, body="I doubt this.")
    before = client.get(summary.get_absolute_url()).content.decode()
    alice.request_deletion(keep_texts=True)
    delete_account(alice)

    after = client.get(summary.get_absolute_url()).content.decode()

    assert before.count("The author") == after.count("The author") == 2  # and a link to report it
    assert "A deleted user" not in after
