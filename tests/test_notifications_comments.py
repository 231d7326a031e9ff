"""Who is told of a comment, and who is not."""

import pytest

from accounts.models import Mute, Notification, OutgoingMail
from accounts.notify import comment_posted
from tests.factories import make_comment, make_summary, make_user
from tests.news import commented, told

Kind = Notification.Kind


def test_the_author_hears_of_a_comment_and_its_writer_does_not(alice, bob, summary):
    commented(summary=summary, author=bob)

    assert told(alice) == [Kind.COMMENT]
    assert told(bob) == []


def test_nobody_hears_of_their_own_comment(alice, summary):
    commented(summary=summary, author=alice, body="Thanks, @alice!")

    assert told(alice) == []


def test_an_answer_is_told_to_whom_it_answers(alice, bob, carol, summary):
    first = make_comment(summary=summary, author=bob)
    commented(summary=summary, author=carol, parent=first)

    assert told(bob) == [Kind.REPLY]
    assert told(alice) == [Kind.COMMENT]


def test_whoever_is_named_hears_of_it(bob, carol, summary):
    commented(summary=summary, author=bob, body="What do you say, @Carol?")

    assert told(carol) == [Kind.MENTION]


def test_an_edit_tells_only_whom_it_names_anew(client, alice, bob, carol, summary):
    comment = commented(summary=summary, author=bob, body="Hm.")
    client.force_login(bob)
    client.post(f"/comments/{comment.pk}/edit/", {"body": "Hm, @carol?"})

    assert told(carol) == [Kind.MENTION]
    assert told(alice) == [Kind.COMMENT]


def test_a_name_in_code_is_nobody(carol, summary):
    commented(summary=summary, body="`@carol` decorates")

    assert told(carol) == []


def test_one_comment_tells_each_person_once(alice, bob, summary):
    first = make_comment(summary=summary, author=alice)
    commented(summary=summary, author=bob, parent=first, body="Dear @alice, dear @alice")

    assert told(alice) == [Kind.REPLY]


def test_telling_again_changes_nothing(alice, bob, summary):
    comment = commented(summary=summary, author=bob)
    comment_posted(comment)

    assert told(alice) == [Kind.COMMENT]
    assert OutgoingMail.objects.count() == 1


def test_who_muted_the_discussion_hears_nothing(alice, bob, carol, summary):
    Mute.objects.create(user=alice, summary=summary)
    Mute.objects.create(user=carol, summary=summary)
    commented(summary=summary, author=bob, body="@carol")

    assert told(alice) == told(carol) == []


def test_a_closed_account_hears_nothing(bob, summary):
    gone = make_user("gone", is_active=False)
    first = make_comment(summary=summary, author=gone)
    commented(summary=summary, author=bob, parent=first, body="@gone")

    assert told(gone) == []


@pytest.mark.parametrize("fields", [{"visibility": "private"}, {"visibility": "link"}])
def test_of_what_one_may_not_read_one_is_not_told(alice, bob, fields):
    hidden = make_summary(author=alice, **fields)
    commented(summary=hidden, author=alice, body="A secret for @bob")

    assert told(bob) == []


def test_of_what_a_moderator_hid_only_its_author_hears(alice, bob, carol, summary):
    summary.hide()
    commented(summary=summary, author=bob, body="@carol")

    assert told(alice) == [Kind.COMMENT]
    assert told(carol) == []


def test_the_author_of_an_anonymous_summary_is_told_like_any_other(alice, bob):
    commented(summary=make_summary(author=alice, is_anonymous=True), author=bob)

    assert told(alice) == [Kind.COMMENT]
