"""Whoever has left is truly gone, and leaves the texts that were to stay."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.deletion import delete_account
from accounts.models import User
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
from tests.desk import numbers_are_right
from tests.factories import make_comment, make_paper, make_summary, make_vote
from tests.leaving import carry_out


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


def test_kept_texts_stay_as_by_a_deleted_user(leaving, bob, client):
    leaving.request_deletion(keep_texts=True)

    carry_out()

    left = Summary.objects.exclude(author=bob)
    assert not User.objects.filter(username="alice").exists()
    assert {summary.body.split()[0] for summary in left} == {"signed", "veiled"}
    assert {summary.byline for summary in left} == {"A deleted user", "Anonymous"}
    assert all(summary.ups == 1 for summary in left)
    assert Comment.objects.get(body="Alice says").byline == "A deleted user"
    assert numbers_are_right()
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
    assert numbers_are_right()


def test_deleted_texts_are_gone_and_leave_an_empty_place_in_the_thread(leaving, bob, client):
    leaving.request_deletion(keep_texts=False)

    carry_out()

    assert set(Summary.objects.values_list("body", flat=True)) == {"Bob's"}
    gone, answer = Comment.objects.order_by("pk")
    assert (gone.body, gone.text, gone.author, gone.is_gone) == ("", "", None, True)
    assert answer.body == "Bob answers"
    assert numbers_are_right()
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
