"""Of votes their author hears at milestones, and of nobody who voted."""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone

from accounts.models import Notification, User
from accounts.notify import votes_changed
from summaries.models import Summary
from tests.factories import make_user
from tests.news import told

Kind = Notification.Kind


def voted(summary: Summary, voter, value=1):
    summary.set_vote(voter, value)
    summary.refresh_from_db()
    votes_changed(summary)


def test_the_author_hears_of_milestones_without_names(alice, summary):
    counts = []
    for _ in range(6):
        voted(summary, make_user())
        counts.append([row.count for row in alice.notifications.all()])

    assert counts == [[1], [1], [1], [1], [5], [5]]
    assert str(alice.notifications.get().sentence) == "5 people find your summary helpful"


def test_a_vote_taken_back_and_cast_again_is_no_news(alice, bob, summary):
    voted(summary, bob)
    alice.notifications.update(read_at=summary.created_at)
    voted(summary, bob, 0)
    voted(summary, bob)

    assert alice.notifications.unread().count() == 0


def test_a_vote_that_waits_is_news_once_it_counts(alice, summary):
    newcomer = make_user(date_joined=timezone.now())
    voted(summary, newcomer)
    assert told(alice) == []

    User.objects.filter(pk=newcomer.pk).update(date_joined=timezone.now() - timedelta(days=2))
    call_command("count_votes")
    assert told(alice) == [Kind.VOTES]


def test_votes_down_are_no_news(alice, bob, summary):
    voted(summary, bob, -1)

    assert told(alice) == []
