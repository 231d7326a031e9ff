"""Sweeping: what nobody shows goes, what some text shows stays."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from summaries.models import Comment, Draft, Picture, PictureUpload
from tests.drawings import drawn, sent
from tests.factories import make_comment, make_summary


@pytest.fixture
def writer(client, alice):
    client.force_login(alice)
    return client


@pytest.fixture
def url(db):
    return reverse("summaries:upload")


@pytest.fixture
def old_picture(writer, url):
    """A picture that was sent two days ago."""
    address = writer.post(url, sent(drawn())).json()["url"]
    long_ago = timezone.now() - timedelta(days=2)
    Picture.objects.update(created_at=long_ago)
    PictureUpload.objects.update(created_at=long_ago)
    return address


def test_sweeping_takes_what_nobody_shows(old_picture):
    file = Picture.objects.get().file
    call_command("sweep_pictures", verbosity=0)

    assert Picture.objects.count() == 0
    assert not file.storage.exists(file.name)


def test_sweeping_spares_what_was_sent_today(writer, url):
    writer.post(url, sent(drawn()))
    call_command("sweep_pictures", verbosity=0)

    assert Picture.objects.count() == 1


def in_summary(body, alice, paper):
    make_summary(author=alice, paper=paper, body=body)


def in_revision(body, alice, paper):
    make_summary(author=alice, paper=paper, body=body).revise("No picture any more.")


def in_draft(body, alice, paper):
    Draft.objects.create(user=alice, paper=paper, body=body)


def in_comment(body, alice, paper):
    make_comment(body=body)


def in_former_comment(body, alice, paper):
    comment = make_comment(body=body)
    comment.revisions.create(body=body)
    Comment.objects.update(body="Nothing.")


def in_bio(body, alice, paper):
    alice.bio = body
    alice.save(update_fields=["bio"])


@pytest.mark.parametrize(
    "put", [in_summary, in_revision, in_draft, in_comment, in_former_comment, in_bio]
)
def test_sweeping_spares_what_some_text_shows(old_picture, alice, paper, put):
    put(f"![]({old_picture})", alice, paper)
    call_command("sweep_pictures", verbosity=0)

    assert Picture.objects.count() == 1


def test_sweeping_says_what_it_did_and_may_only_look(old_picture, capsys):
    call_command("sweep_pictures", dry_run=True)
    assert "1 picture" in capsys.readouterr().out
    assert Picture.objects.count() == 1
    call_command("sweep_pictures")

    assert "1 picture" in capsys.readouterr().out
