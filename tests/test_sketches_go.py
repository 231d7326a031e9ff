"""The numbers by which copies of a text are found go when the text does."""

import pytest
from django.core.management import call_command

from accounts.deletion import delete_rows
from summaries.models import Comment, Shingle, Summary
from summaries.moderation.rules import kept_sketches
from tests.factories import make_comment, make_summary
from tests.moderating import decide

pytestmark = pytest.mark.django_db


def sketched(thing, start=1):
    kept_sketches.keep(thing._meta.model_name, thing.pk, [start, start + 1])
    return thing


def left():
    return {(row.kind, row.thing_id) for row in Shingle.objects.all()}


@pytest.fixture
def desk(client, admin):
    client.force_login(admin)
    return client


def test_with_a_summary_and_what_was_said_below_it(desk):
    summary, other = sketched(make_summary()), sketched(make_summary())
    sketched(make_comment(summary=summary))
    decide(desk, "summary", summary, "delete")

    assert Summary.objects.count() == 1
    assert left() == {("summary", other.pk)}


@pytest.mark.parametrize("is_answered", [True, False])
def test_with_a_comment(desk, summary, is_answered):
    comment = sketched(make_comment(summary=summary))
    if is_answered:
        make_comment(summary=summary, parent=comment)
    decide(desk, "comment", comment, "delete")

    assert not Comment.objects.exclude(body="").filter(pk=comment.pk).exists()
    assert left() == set()


def test_with_everything_of_somebody_who_takes_it_along(alice, bob):
    alice.deletion_keeps_texts = False
    sketched(make_summary(author=alice))
    sketched(make_comment(author=alice))
    stays = sketched(make_summary(author=bob))
    delete_rows(alice)

    assert left() == {("summary", stays.pk)}


def test_with_what_is_not_public_of_somebody_who_leaves_the_rest_here(alice):
    alice.deletion_keeps_texts = True
    stays = sketched(make_summary(author=alice))
    sketched(make_summary(author=alice, visibility="private"))
    sketched(make_comment(author=alice)).retract()
    delete_rows(alice)

    assert left() == {("summary", stays.pk)}


def test_those_of_texts_that_went_otherwise_go_at_night(summary, capsys):
    sketched(summary)
    sketched(make_comment(summary=summary))
    for kind in ("summary", "comment"):
        kept_sketches.keep(kind, 10**6, [1, 2])
    call_command("forget", no_color=True)

    assert "4 numbers of texts that are gone" in capsys.readouterr().out
    assert len(left()) == 2
