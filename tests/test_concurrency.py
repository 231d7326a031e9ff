"""Many people at once: every number stays exact, and nothing gets stuck."""

import time
from concurrent.futures import ThreadPoolExecutor
from itertools import chain

import pytest
from django.db import OperationalError, connection
from django.test import RequestFactory

from summaries.models import Summary
from summaries.readers import count_reader
from summaries.recount import recount
from tests.factories import make_comment, make_summary, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(tasks):
    """Run the tasks in threads of their own; the first failure is raised."""

    def run(task):
        try:
            for _ in range(200):
                try:
                    return task()
                except OperationalError as error:
                    # SQLite in memory does not wait for a lock, as the one in a file does.
                    if "locked" not in str(error):
                        raise
                    time.sleep(0.01)
            raise AssertionError("The database stays locked.")
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(run, tasks))


def reader(number):
    return RequestFactory().post("/", HTTP_USER_AGENT="Firefox", REMOTE_ADDR=f"192.0.2.{number}")


def test_votes_at_once_on_the_summaries_of_one_author_are_all_counted():
    alice = make_user("alice")
    summaries = [make_summary(author=alice) for _ in range(2)]
    voters = [make_user() for _ in range(6)]
    at_once(
        [
            lambda voter=voter, pk=summary.pk: Summary.objects.get(pk=pk).set_vote(voter, 1)
            for voter in voters
            for summary in summaries
        ]
    )

    assert [summary.ups for summary in Summary.objects.all()] == [6, 6]
    assert not recount(check=True)


def test_readers_votes_and_hidden_comments_at_once_do_not_block_each_other():
    summary = make_summary()
    voters = [make_user() for _ in range(4)]
    comments = [make_comment(summary=summary) for _ in range(4)]
    votes = [lambda v=v: Summary.objects.get(pk=summary.pk).set_vote(v, -1) for v in voters]
    readings = [lambda n=n: count_reader(reader(n), summary.paper, [summary.pk]) for n in range(4)]
    hidings = [comment.hide for comment in comments]
    at_once(chain(*zip(votes, readings, hidings, strict=True)))

    stored = Summary.objects.get()
    assert (stored.downs, stored.comment_count) == (4, 0)
    assert stored.daily_readers.get().readers == 4
    assert not recount(check=True)
