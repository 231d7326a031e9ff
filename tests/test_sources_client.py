"""A source is asked in our name; whatever it answers is read, asked for again, or said in words."""

import time

import httpx2
import pytest

from summaries.catalogue.sources import transfer
from summaries.catalogue.sources.client import ask
from summaries.catalogue.sources.deadline import Deadline
from summaries.catalogue.sources.problems import Overloaded, Refused, Unknown, Unreachable
from tests.asking import ENOUGH, asked
from tests.metadata_server import Reply


def test_an_answer_is_given_to_its_reader(server):
    server.say("/works/1", b"said")

    assert asked(read=bytes.upper) == b"SAID"


def test_it_says_who_asks_and_whom_to_write_to(server, settings):
    settings.METADATA_CONTACT = "desk@example.org"
    server.say("/works/1", b"said")
    asked()

    headers = server.headers[0]
    assert "http://testserver; mailto:desk@example.org" in headers["User-Agent"]
    assert headers["Accept"] == "application/json"
    assert "Cookie" not in headers


def test_whom_to_write_to_stands_in_no_log(server, settings, caplog):
    settings.METADATA_CONTACT = "desk@example.org"
    server.say("/works/1?mailto=desk@example.org", b"said")
    ask("crossref", "/works/1?mailto=desk@example.org", "text/plain", bytes, Deadline(ENOUGH))

    assert "desk@example.org" not in caplog.text


def test_packed_answers_are_unpacked(server):
    server.say("/works/1", Reply(b"said " * 1000, packed=True))

    assert asked() == b"said " * 1000


@pytest.mark.parametrize("status", [404, 410])
def test_no_such_paper_is_an_answer(server, status):
    server.say("/works/1", Reply(b"Resource not found.", status))

    with pytest.raises(Unknown):
        asked()
    assert len(server.asked) == 1


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_an_overloaded_source_is_asked_again_and_then_answers(server, status):
    server.say("/works/1", Reply(b"", status), Reply(b"said"))

    assert asked() == b"said"
    assert len(server.asked) == 2


def test_after_three_tries_it_is_left_in_peace(server):
    server.say("/works/1", Reply(b"", 503))

    with pytest.raises(Overloaded, match="503"):
        asked()
    assert len(server.asked) == 3


@pytest.mark.parametrize("status", [400, 401, 403, 418])
def test_a_refusal_is_final(server, status):
    server.say("/works/1", Reply(b"", status))

    with pytest.raises(Refused, match=str(status)):
        asked()
    assert len(server.asked) == 1


def test_a_fault_of_theirs_is_not_asked_for_twice(server):
    server.say("/works/1", Reply(b"", 500))

    with pytest.raises(Unreachable, match="500"):
        asked()
    assert len(server.asked) == 1


def test_retry_after_is_honoured_within_the_budget(server):
    server.say("/works/1", Reply(b"", 429, {"Retry-After": "1"}), Reply(b"said"))
    start = time.monotonic()

    assert asked() == b"said"
    assert time.monotonic() - start >= 1


@pytest.mark.parametrize(
    ("stated", "seconds"),
    [
        ("0", 0),
        ("7", 7),
        ("", None),
        ("soon", None),
        ("-1", None),
        ("1.5", None),
        ("9" * 400, 999_999_999),
        ("Thu, 01 Jan 2026 00:00:00 GMT", 0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", pytest.approx(251e9, rel=0.01)),
        ("Fri, 99 Foo 2026 99:99:99 GMT", None),
    ],
)
def test_retry_after_is_a_number_or_a_moment(stated, seconds):
    response = httpx2.Response(429, headers={"Retry-After": stated})

    assert transfer.retry_after(response) == seconds
