"""Several moderators and reporters at the same moment: each thing happens once."""

import pytest

from accounts.models import Notice
from summaries.models import LogEntry, Report, Summary, Ticket
from summaries.moderation.actions import Refused
from summaries.moderation.deciding import Decision, decide
from summaries.moderation.reporting import report
from summaries.recount import recount
from tests.factories import make_summary, make_user
from tests.moderating import newcomer
from tests.test_concurrency import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_moderators_who_hide_the_same_hide_it_once():
    summary, refusals = make_summary(), []
    moderators = [make_user(is_staff=True) for _ in range(4)]

    def hide(moderator):
        try:
            decide(Summary.objects.get(), Decision("hide", "spam"), moderator, seen=0)
        except Refused as refusal:
            refusals.append(str(refusal))

    at_once([lambda one=one: hide(one) for one in moderators])

    assert LogEntry.objects.count() == Notice.objects.count() == 1
    assert len(refusals) == 3
    assert Ticket.objects.get().thing == summary
    assert not recount(check=True)


def test_reports_at_once_make_one_ticket_and_hide_once():
    make_summary(author=newcomer())
    people = [make_user() for _ in range(5)]
    at_once(
        [lambda person=person: report(Summary.objects.get(), person, "spam") for person in people]
    )

    assert Report.objects.count() == 5
    assert Ticket.objects.get().opened_at
    assert LogEntry.objects.filter(action="hide").count() == 1
