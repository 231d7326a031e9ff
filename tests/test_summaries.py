"""Summaries, votes and comments: what the rows promise."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.utils import timezone

from summaries.models import Comment, Summary
from summaries.ranking import quality, wilson_lower_bound
from tests.factories import (
    make_comment,
    make_daily_readers,
    make_imported_summary,
    make_sighting,
    make_summary,
    make_vote,
)

pytestmark = pytest.mark.django_db
DRAFT, PRIVATE, LINK, PUBLIC = Summary.Visibility.values


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def test_a_saved_text_is_rendered(summary):
    assert "<em>works</em>" in summary.body_html
    assert "<math" in summary.body_html
    assert summary.text.startswith("It works")
    assert summary.has_math
    assert summary.render_errors == []


def test_a_text_saved_by_update_or_create_is_rendered(summary):
    Summary.objects.update_or_create(pk=summary.pk, defaults={"body": "It is **so**."})

    assert "<strong>so</strong>" in fresh(summary).body_html
    assert not fresh(summary).has_math


def test_a_formula_in_error_is_told(alice):
    broken = make_summary(author=alice, body=r"A broken $x \nosuch$ formula.")

    assert len(fresh(broken).render_errors) == 1


def test_a_revision_is_kept_for_every_text(summary, alice, bob):
    summary.revise("Second.", bob, "shorter")
    summary.revise("Second.", bob)
    summary.revise("Third.", alice)
    versions = summary.revisions.order_by("number").values_list("number", "body", "editor", "note")

    assert list(versions) == [
        (1, "It *works*: $a + b$.", alice.pk, ""),
        (2, "Second.", bob.pk, "shorter"),
        (3, "Third.", alice.pk, ""),
    ]
    assert fresh(summary).text == "Third."


def test_an_edit_does_not_look_like_a_publication(summary):
    published, hot = summary.published_at, summary.hot
    summary.revise("Second.")

    assert fresh(summary).edited_at >= published
    assert (fresh(summary).published_at, fresh(summary).hot) == (published, hot)


def test_a_summary_published_again_keeps_its_first_date(alice):
    draft = make_summary(author=alice, visibility=DRAFT)
    draft.publish()
    first = draft.published_at
    draft.hide()
    assert fresh(alice).summary_count == 0
    draft.publish()

    assert fresh(draft).published_at == first
    assert fresh(alice).summary_count == fresh(draft.paper).summary_count == 1


@pytest.mark.parametrize("visibility", [DRAFT, PRIVATE, LINK])
def test_only_its_author_sees_what_is_not_public(alice, bob, moderator, visibility):
    own = make_summary(author=alice, visibility=visibility)

    assert Summary.objects.visible_to(alice).get() == own
    for other in (bob, moderator, AnonymousUser()):
        assert not Summary.objects.visible_to(other).exists()


def test_what_is_hidden_is_seen_by_its_author_and_by_moderators(summary, alice, bob, moderator):
    summary.hide()

    for person, sees in ((alice, 1), (moderator, 1), (bob, 0), (AnonymousUser(), 0)):
        assert Summary.objects.visible_to(person).count() == sees
    assert not Summary.objects.listed().exists()


def test_a_vote_is_cast_changed_and_taken_back(summary, bob):
    for value, ups, downs in ((1, 1, 0), (1, 1, 0), (-1, 0, 1), (0, 0, 0), (0, 0, 0)):
        fresh(summary).set_vote(bob, value)
        now = fresh(summary)
        assert (now.ups, now.downs, now.score) == (ups, downs, ups - downs)
        assert now.quality == pytest.approx(quality(ups, downs))


def test_a_vote_on_ones_own_summary_leaves_no_trace(summary, alice):
    with pytest.raises(Exception, match="vote_not_on_own_summary"):
        summary.set_vote(alice, 1)

    assert fresh(summary).ups == 0
    assert not connection.needs_rollback


def test_contribution_weighs_the_votes_on_all_public_named_summaries(alice):
    first, second = make_summary(author=alice), make_summary(author=alice)
    hidden = make_summary(author=alice, is_anonymous=True)
    for row, value in ((first, 1), (first, 1), (second, -1), (hidden, 1)):
        make_vote(row, value)

    assert fresh(alice).contribution == pytest.approx(wilson_lower_bound(2, 1))
    assert fresh(alice).summary_count == 2


def test_the_orders_are_total_and_go_by_what_they_are_named_after(alice):
    now = timezone.now()
    old, new, good = (
        make_summary(published_at=now - timedelta(days=days)) for days in (400, 1, 100)
    )
    twin = make_summary(published_at=new.published_at)
    for _ in range(3):
        make_vote(good)
    make_daily_readers(summary=old, readers=9)
    make_daily_readers(summary=good, readers=50, day=now.date() - timedelta(days=8))

    assert list(Summary.objects.recent_first()) == [twin, new, good, old]
    assert list(Summary.objects.hottest_first()) == [twin, new, good, old]
    assert list(Summary.objects.best_first()) == [good, twin, new, old]
    assert list(Summary.objects.most_read_first()) == [old, twin, new, good]


def test_the_byline_tells_no_more_than_the_reader_may_know(alice):
    named, anonymous = make_summary(author=alice), make_summary(author=alice, is_anonymous=True)
    orphan = make_summary(author=None)

    assert [row.byline for row in (named, anonymous, make_imported_summary(), orphan)] == [
        "Alice",
        "Anonymous",
        "Unknown contributor",
        "A deleted user",
    ]
    assert anonymous.shown_author is None
    assert not Summary.objects.signed_by(alice).filter(pk=anonymous.pk).exists()


def test_the_author_of_an_anonymous_summary_comments_as_the_author(alice, bob):
    anonymous = make_summary(author=alice, is_anonymous=True)
    comments = [make_comment(summary=anonymous, author=author) for author in (alice, bob, None)]

    assert [comment.byline for comment in comments] == ["The author", "bob", "A deleted user"]


def test_a_hidden_comment_leaves_a_trace_and_counts_no_more(summary):
    answered = make_comment(summary=summary)
    answer = make_comment(summary=summary, parent=answered)
    lonely = make_comment(summary=summary)
    for comment in (answered, lonely):
        comment.hide()

    assert list(Comment.objects.in_thread_order()) == [answered, answer, lonely]
    assert fresh(summary).comment_count == 1
    assert fresh(answered).is_gone


def test_a_hidden_comment_is_news_to_caches(summary):
    comment = make_comment(summary=summary)
    before = fresh(summary).updated_at, fresh(comment).updated_at
    comment.hide()

    assert fresh(summary).updated_at > before[0]
    assert fresh(comment).updated_at > before[1]


def test_the_stated_number_of_comments_is_the_largest_that_a_dump_states():
    summary = make_imported_summary()
    for count in (2, None, 5):
        make_sighting(summary=summary, comment_count=count)

    assert summary.stated_comment_count() == 5
    assert make_imported_summary().stated_comment_count() == 0


def test_what_is_written_survives_its_writer(summary, alice, bob):
    comment = make_comment(summary=summary, author=bob)
    make_vote(summary, 1, bob)
    for person in (alice, bob):
        person.delete()

    assert fresh(summary).author is None
    assert fresh(comment).author is None
    assert not summary.votes.exists()
