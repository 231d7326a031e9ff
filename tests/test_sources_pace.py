"""A source that fails or wants to rest is left in peace, and asked no faster than it likes."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from summaries.catalogue.sources import breaker
from summaries.catalogue.sources.problems import Overloaded, Problem, Resting, Unreadable
from tests.asking import asked
from tests.metadata_server import Reply


def test_who_wants_more_time_than_there_is_rests_for_that_long(server, time_machine):
    time_machine.move_to(datetime(2026, 1, 1, tzinfo=UTC), tick=True)
    server.say("/works/1", Reply(b"", 429, {"Retry-After": "120"}), Reply(b"said"))

    with pytest.raises(Overloaded):
        asked()
    with pytest.raises(Resting, match="come back later"):
        asked()
    assert len(server.asked) == 1
    time_machine.shift(timedelta(seconds=121))
    assert asked() == b"said"


def fail(times: int, status: int = 500):
    for _ in range(times):
        with pytest.raises(Problem):
            asked()


def test_a_source_that_fails_often_is_left_alone_for_a_minute(server, time_machine):
    time_machine.move_to(datetime(2026, 1, 1, tzinfo=UTC), tick=True)
    server.say("/works/1", Reply(b"", 500))
    fail(breaker.FAILURES + 3)

    assert len(server.asked) == breaker.FAILURES
    time_machine.shift(timedelta(seconds=breaker.REST + 1))
    fail(3)
    assert len(server.asked) == breaker.FAILURES + 1  # one question tries again
    time_machine.shift(timedelta(seconds=breaker.REST + 1))
    server.say("/works/1", b"said")
    assert asked() == b"said"
    assert asked() == b"said"


def test_only_failures_in_a_row_count(server):
    server.say("/works/1", Reply(b"", 500))
    fail(breaker.FAILURES - 1)
    server.say("/works/1", Reply(b"", 404))
    fail(1)
    server.say("/works/1", Reply(b"", 500))
    fail(breaker.FAILURES - 1)

    assert len(server.asked) == 2 * breaker.FAILURES - 1


def test_nonsense_counts_as_a_failure(server):
    def read(body):
        raise Unreadable("sent nonsense")

    server.say("/works/1", b"<html>")
    for _ in range(breaker.FAILURES):
        with pytest.raises(Unreadable):
            asked(read=read)
    with pytest.raises(Resting):
        asked(read=read)


def test_one_source_that_rests_does_not_stop_another(server):
    server.say("/works/1", Reply(b"", 500))
    fail(breaker.FAILURES)
    server.say("/works/1", b"said")

    assert asked(source="datacite") == b"said"


def test_questions_keep_the_pace_that_a_source_asks_for(server, settings):
    settings.METADATA_PACE = {"arxiv": 0.3}
    server.say("/works/1", b"said")
    start = time.monotonic()
    asked(source="arxiv")
    asked(source="arxiv")

    assert time.monotonic() - start >= 0.3


def test_who_would_have_to_wait_too_long_for_a_turn_is_told_so(server, settings):
    settings.METADATA_PACE = {"arxiv": 60}
    server.say("/works/1", b"said")
    asked(source="arxiv")

    with pytest.raises(Resting, match="busy"):
        asked(0.2, source="arxiv")
    assert len(server.asked) == 1
