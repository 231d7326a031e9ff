"""Readers wait in a shared Redis until a timer writes them down, each once a day."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.faults.redis import real_redis
from shortsci.caches import Enduring, of_pages
from summaries import waiting_readers
from summaries.models import DailyReaders, ReaderMark
from tests.factories import make_summary
from tests.test_readers import FIREFOX, beacon, readers_of

pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 3, 2, 23, 58, tzinfo=UTC)
WRITES = ("INSERT", "UPDATE", "DELETE")


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with real_redis(tmp_path_factory.mktemp("redis")) as server:
        yield server


@pytest.fixture
def redis(server, settings):
    """The shared cache of a server."""
    cache = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": server.url}
    settings.CACHES = settings.CACHES | {"pages": of_pages(cache)}
    caches["pages"].clear()
    Enduring.rests_until = 0
    yield server
    Enduring.rests_until = 0


def write_down():
    call_command("count_readers", verbosity=0)


def test_a_beacon_writes_no_row_and_the_timer_does(redis, client, summary):
    beacon(client, summary.paper)  # the first of a day makes its salt
    with CaptureQueriesContext(
        connection,
    ) as asked:
        beacon(client, summary.paper, f"{FIREFOX} elsewhere")
    before = DailyReaders.objects.count()
    write_down()

    assert not [each for each in asked if each["sql"].startswith(WRITES)]
    assert before == 0
    assert readers_of(summary.paper) == readers_of(summary.paper, summary) == [2]
    summary.refresh_from_db()
    assert summary.readers_of_week == 2


def test_one_browser_counts_once_whether_it_waits_or_is_written_down(redis, client, summary):
    with time_machine.travel(NIGHT, tick=False):
        for row in (summary, summary.paper, summary):
            beacon(client, row)
        write_down()
        beacon(client, summary)
        write_down()

    assert readers_of(summary.paper) == readers_of(summary.paper, summary) == [1]


def test_who_read_before_midnight_is_a_reader_of_that_day(redis, client, summary):
    with time_machine.travel(NIGHT, tick=False) as clock:
        beacon(client, summary)
        write_down()
        beacon(client, summary, f"{FIREFOX} elsewhere")
        clock.shift(600)
        beacon(client, summary)
        write_down()

    assert readers_of(summary.paper, summary) == [2, 1]
    assert ReaderMark.objects.values("day").distinct().count() == 1


def test_what_is_written_twice_counts_once(redis, client, summary, monkeypatch):
    beacon(client, summary)
    with monkeypatch.context() as stopped:  # after it has written, before it takes them out
        stopped.setattr(caches["pages"], "leave", lambda *args: pytest.exit("Killed."))
        with pytest.raises(pytest.exit.Exception):
            write_down()
    write_down()

    assert readers_of(summary.paper, summary) == [1]
    assert not list(waiting_readers.batches())


def test_what_has_gone_meanwhile_has_no_readers_and_what_was_moved_keeps_them(
    redis, client, summary
):
    other, gone = make_summary(), make_summary()
    for row in (summary, gone):
        beacon(client, row)
    number = gone.pk
    gone.revisions.all().delete()
    gone.delete()
    summary.assign_to_paper(other.paper)
    write_down()

    assert readers_of(other.paper, summary) == [1]
    assert not DailyReaders.objects.filter(summary=number).exists()


def test_twenty_browsers_of_one_network_are_the_most_though_they_wait(redis, client, summary):
    for number in range(25):
        beacon(client, summary, f"{FIREFOX} {number}")
        beacon(client, summary, f"{FIREFOX} 0")  # who is known already uses up nothing
    write_down()

    assert readers_of(summary.paper, summary) == [20]


def test_a_full_cache_or_none_makes_the_beacon_write(redis, client, summary, monkeypatch):
    monkeypatch.setattr(waiting_readers, "MOST", 0)
    beacon(client, summary)
    full = readers_of(summary.paper, summary)
    assert caches["pages"].some_members(waiting_readers.WAITING, 10) == []
    redis.kill()
    beacon(client, summary, f"{FIREFOX} elsewhere")
    gone = readers_of(summary.paper, summary)
    redis.start()

    assert (full, gone) == ([1], [2])
