"""Votes of somebody who leaves stop counting one by one, so that no moment ties them together."""

from datetime import timedelta
from io import StringIO
from itertools import pairwise

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from accounts.models import User
from summaries.models import Summary
from tests.factories import make_summary, make_user, make_vote

HOUR = timedelta(hours=1)


@pytest.fixture
def leaver(db, settings):
    settings.DAYS_TO_RECONSIDER = 1
    user = make_user("leaver")
    for _ in range(12):
        make_vote(make_summary(), voter=user)
    user.request_deletion(keep_texts=True)
    return user


def ups() -> int:
    return sum(Summary.objects.values_list("ups", flat=True))


def count_votes():
    call_command("count_votes", stdout=StringIO())


def wait(start, hours) -> list[int]:
    """What the sum of the tallies is after each of these hours."""
    found = []
    for number in range(hours):
        with time_machine.travel(start + number * HOUR, tick=False):
            count_votes()
        found.append(ups())
    return found


def test_they_go_in_the_course_of_the_days_and_none_is_left_for_the_last_moment(leaver):
    sums = wait(timezone.now(), 23)

    assert sums[-1] == 0
    assert sums == sorted(sums, reverse=True)
    assert len(set(sums)) > 2
    assert max(before - after for before, after in pairwise(sums)) < 8


def test_the_deletion_itself_changes_no_tally(leaver):
    wait(timezone.now(), 23)
    before = dict(Summary.objects.values_list("pk", "updated_at"))
    with time_machine.travel(leaver.delete_at + HOUR):
        call_command("delete_accounts", stdout=StringIO())

    assert not User.objects.filter(pk=leaver.pk).exists()
    assert ups() == 0
    assert not call_command("recount", check=True, stdout=StringIO())
    assert dict(Summary.objects.values_list("pk", "updated_at")) == before


def test_they_come_back_when_the_deletion_is_called_off(leaver):
    wait(timezone.now(), 20)
    assert ups() < 12

    leaver.cancel_deletion()
    count_votes()

    assert ups() == 12


def test_where_nothing_runs_by_the_hour_they_go_with_the_account(leaver):
    with time_machine.travel(leaver.delete_at + HOUR):
        call_command("delete_accounts", stdout=StringIO())

    assert ups() == 0
