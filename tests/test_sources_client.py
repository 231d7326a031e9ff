"""Sources are asked within a budget, over a list of hosts; whatever they do ends in a sentence."""

import socket
import threading
import time
from datetime import UTC, datetime, timedelta

import httpx2
import pytest

from summaries.catalogue.sources import breaker, transfer
from summaries.catalogue.sources.client import ask
from summaries.catalogue.sources.deadline import Deadline
from summaries.catalogue.sources.problems import (
    Overloaded,
    Problem,
    Refused,
    Resting,
    Unknown,
    Unreachable,
    Unreadable,
)
from tests.metadata_server import Reply, serving

ENOUGH = 5.0  # seconds


def asked(seconds: float = ENOUGH, source: str = "crossref", read=bytes):
    return ask(source, "/works/1", "application/json", read, Deadline(seconds))


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


def test_a_redirect_to_a_known_host_is_followed(server):
    server.say("/works/1", Reply(status=301, headers={"Location": "/elsewhere"}))
    server.say("/elsewhere", b"said")

    assert asked() == b"said"


def test_a_redirect_to_a_mirror_is_followed(server, settings):
    with serving() as mirror:
        settings.METADATA_MIRRORS = [mirror.address]
        mirror.say("/x", b"said")
        server.say("/works/1", Reply(status=302, headers={"Location": f"{mirror.address}/x"}))

        assert asked() == b"said"


def test_no_other_host_is_ever_asked(server):
    with serving() as stranger:
        address = stranger.address.replace("http://", "http://127.0.0.1@")
        for location in (stranger.address, address, f"//127.0.0.1:{stranger.server_port}/x"):
            server.say("/works/1", Reply(status=302, headers={"Location": location}))
            with pytest.raises(Unreachable, match="host that we do not know"):
                asked()

    assert stranger.asked == []


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        "https://127.0.0.1/",
        "http://localhost/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "javascript:alert(1)",
        "http://[",
        "http://a b/",
    ],
)
def test_odd_redirects_lead_nowhere(server, location):
    server.say("/works/1", Reply(status=302, headers={"Location": location}))

    with pytest.raises(Problem):
        asked()
    assert len(server.asked) == 1


def test_a_circle_of_redirects_ends(server):
    server.say("/works/1", Reply(status=302, headers={"Location": "/works/1"}))

    with pytest.raises(Unreachable, match="circles"):
        asked()
    assert len(server.asked) == transfer.MOST_HOPS + 1


@pytest.mark.parametrize("packed", [False, True])
def test_more_than_we_take_is_not_taken(server, monkeypatch, packed):
    monkeypatch.setattr(transfer, "MOST_BYTES", 10_000)
    server.say("/works/1", Reply(b"x" * 200_000, packed=packed))

    with pytest.raises(Unreachable, match="more than we take"):
        asked()


def test_a_small_file_that_unpacks_to_gigabytes_costs_little(server):
    server.say("/works/1", Reply(b"\0" * 60_000_000, packed=True))

    with pytest.raises(Unreachable, match="more than we take"):
        asked()


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(b"no gzip", headers={"Content-Encoding": "gzip"}), "damaged"),
        (Reply(b"x", headers={"Content-Encoding": "br"}), "did not ask for"),
    ],
)
def test_odd_packing_is_refused(server, reply, words):
    server.say("/works/1", reply)

    with pytest.raises(Unreadable, match=words):
        asked()


def test_an_answer_that_breaks_off_is_asked_for_again(server):
    server.say("/works/1", Reply(b"sa", breaks_off=True), Reply(b"said"))

    assert asked() == b"said"


@pytest.mark.parametrize("where", ["head", "body"])
def test_whoever_sends_a_byte_now_and_then_is_hung_up_on(server, where):
    server.say("/works/1", Reply(b"", drips=where))

    with pytest.raises(Unreachable, match="too long"):
        asked(0.3)


def test_nobody_listens(settings, server):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings.METADATA_HOSTS = {"crossref": f"http://127.0.0.1:{port}"}

    with pytest.raises(Unreachable, match="cannot be reached"):
        asked()


def test_somebody_listens_and_says_nothing(settings):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.METADATA_HOSTS = {"crossref": f"http://127.0.0.1:{silent.getsockname()[1]}"}
        with pytest.raises(Unreachable, match="too long"):
            asked(0.3)


def test_somebody_who_speaks_no_http(settings):
    with socket.create_server(("127.0.0.1", 0)) as other:

        def speak():
            while True:
                try:
                    line, _ = other.accept()
                except OSError:
                    return
                with line:
                    line.recv(1000)
                    line.sendall(b"220 mail.example.org ESMTP\r\n")

        threading.Thread(target=speak, daemon=True).start()
        settings.METADATA_HOSTS = {"crossref": f"http://127.0.0.1:{other.getsockname()[1]}"}
        with pytest.raises(Problem):
            asked()
        other.shutdown(socket.SHUT_RDWR)


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
