"""No request in flight is lost when gunicorn stops, restarts or reads its configuration again."""

import signal
import threading

import pytest

from tests.processes import python, said, sqlite
from tests.serving import Server, serving, wait_until

SLOWLY = {"X-Slowly": "1"}
PREPARE = "from django.core.management import call_command\ncall_command('migrate', verbosity=0)"


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    url = sqlite(tmp_path_factory.mktemp("stop"))
    said(python(url, PREPARE))
    return url


@pytest.fixture
def server(url, tmp_path):
    with serving(url, tmp_path, "tests.slow_site") as server:
        yield server


class Readers:
    """People who read without a pause; every answer is kept, and every failure."""

    def __init__(self, server: Server, number: int):
        self.server, self.answers = server, []
        self.may_go_on = True
        self.threads = [threading.Thread(target=self.read) for _ in range(number)]
        for thread in self.threads:
            thread.start()

    def read(self) -> None:
        while self.may_go_on:
            self.read_once()

    def read_once(self) -> None:
        try:
            self.answers.append(self.server.get("/about/", SLOWLY).status)
        except OSError as error:
            self.answers.append(repr(error))

    def end(self) -> list:
        self.may_go_on = False
        for thread in self.threads:
            thread.join()
        return self.answers

    def see_answers(self, more: int) -> None:
        """Wait for so many from now on."""
        wanted = len(self.answers) + more
        wait_until(lambda: len(self.answers) >= wanted)


def test_what_is_in_flight_at_a_sigterm_is_answered(server):
    readers = Readers(server, 6)
    readers.see_answers(6)
    readers.may_go_on = False  # each has one more request on its way
    code = server.stop()

    answers = readers.end()
    assert code == 0
    assert len(answers) >= 12
    assert set(answers) == {200}


def test_a_restart_loses_nothing_while_systemd_holds_the_socket(server):
    readers = Readers(server, 6)
    for _ in range(2):
        readers.see_answers(6)
        assert server.stop() == 0
        server.process = server.start()
    readers.see_answers(6)

    assert set(readers.end()) == {200}


def test_a_reload_loses_nothing(server):
    def reloads() -> int:
        return server.log.read_text().count("Handling signal: hup")

    readers = Readers(server, 6)
    for done in range(3):
        readers.see_answers(6)
        server.signal(signal.SIGHUP)
        wait_until(lambda done=done: reloads() == done + 1)  # two at once would be one
    readers.see_answers(12)

    assert set(readers.end()) == {200}
