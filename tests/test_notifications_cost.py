"""To tell many costs no more questions to the database than to tell one."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Notification, OutgoingMail
from accounts.notify import comment_posted, summary_published
from summaries.models import Follow
from tests.factories import make_comment, make_paper, make_summary, make_user


def queries(action) -> int:
    with CaptureQueriesContext(connection) as counted:
        action()
    return len(counted)


def test_fifty_followers_cost_as_many_queries_as_one(alice):
    costs = []
    for followers in (1, 50):
        paper = make_paper()
        for _ in range(followers):
            Follow.objects.create(user=make_user(), paper=paper)
        summary = make_summary(author=alice, paper=paper)
        costs.append(queries(lambda summary=summary: summary_published(summary)))
        assert Notification.objects.filter(summary=summary).count() == followers
        assert OutgoingMail.objects.filter(notification__summary=summary).count() == followers

    assert costs[0] == costs[1] <= 5


def test_twenty_mentions_cost_as_many_queries_as_one(summary):
    costs = []
    for number in (1, 20):
        names = " ".join(f"@{make_user().username}" for _ in range(number))
        comment = make_comment(summary=summary, body=names)
        costs.append(queries(lambda comment=comment: comment_posted(comment)))

    assert costs[0] == costs[1] <= 12
