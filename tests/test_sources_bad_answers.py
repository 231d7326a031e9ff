"""Answers that are too large, damaged, slow, or none at all end in a sentence, and in time."""

import socket
import threading

import pytest

from summaries.catalogue.sources import transfer
from summaries.catalogue.sources.problems import Problem, Unreachable, Unreadable
from tests.asking import asked
from tests.metadata_server import Reply


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
