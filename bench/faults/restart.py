"""Stop and start PostgreSQL under a load of writes through gunicorn, and count what became of it.

.venv/bin/python -m bench.faults.restart [--seconds 30] [--away 5] [--clients 8] [--worker-too]

Every vote that was acknowledged is there afterwards, every other got a page of ours with
Retry-After, and people are answered again within five seconds. With --worker-too a worker is
killed by SIGKILL every second besides, in the middle of whatever it does.
"""

import argparse
import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.postgres import find_postgres, run, server_options, server_user, temporary_postgres
from tests.processes import ROOT, python, said

OWN = {"WEB_CONCURRENCY": "2"}
GUNICORN = "-m gunicorn --worker-class gthread --workers 2 --threads 4 --log-level warning"
PREPARE = """
import json, sys
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.management import call_command
from django.conf import settings
call_command("migrate", verbosity=0)
from tests.factories import make_summary, make_user
author, sessions = make_user("author"), []
summaries = [make_summary(author=author).pk for _ in range(5)]
for number in range(int(sys.argv[1])):
    user, session = make_user(f"voter{number}"), SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session.create()
    sessions.append([user.pk, session.session_key])
print(json.dumps([summaries, sessions]))
"""
LOOK = """
import json
from summaries.models import Summary, Vote
from summaries.recount import recount
votes = [[*row] for row in Vote.objects.values_list("voter_id", "summary_id", "value")]
print(json.dumps([votes, sum(recount(check=True).values())]))
"""


class Client(threading.Thread):
    """One signed-in person who votes up and down, and remembers what was acknowledged."""

    def __init__(self, port: int, summaries: list[int], user: int, session: str, seed: int):
        super().__init__()
        self.port, self.summaries, self.user = port, summaries, user
        self.chance, self.token = random.Random(seed), "a" * 32
        self.headers = {
            "Cookie": f"sessionid={session}; csrftoken={self.token}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        self.ended = False
        self.answers: list[tuple[float, int, bool]] = []  # when, status, as it should be
        self.votes: dict[int, set[int]] = {}  # summary → values that may stand there

    def run(self) -> None:
        while not self.ended:
            pk, value = self.chance.choice(self.summaries), self.chance.choice([1, -1])
            status, is_ours = self.vote(pk, value)
            self.answers.append((time.monotonic(), status, is_ours))
            if status == 302:
                self.votes[pk] = {value}
            else:  # it may have been written, and the answer lost
                self.votes.setdefault(pk, {0}).add(value)

    def vote(self, pk: int, value: int) -> tuple[int, bool]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        body = f"value={value}&csrfmiddlewaretoken={self.token}"
        try:
            connection.request("POST", f"/summaries/{pk}/vote/", body, self.headers)
            response = connection.getresponse()
            text = response.read().decode()
        except (OSError, http.client.HTTPException):  # its worker was killed
            return 0, False
        finally:
            connection.close()
        is_page = "Back in a moment" in text and response.getheader("Retry-After") is not None
        return response.status, response.status == 302 or is_page


@contextmanager
def gunicorn(url: str, log: Path):
    """The port and the process of a server that answers."""
    with socket.create_server(("127.0.0.1", 0)) as listener, log.open("w") as output:
        own = {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.settings", **OWN}
        number = listener.fileno()
        process = subprocess.Popen(
            [sys.executable, *GUNICORN.split(), "--bind", f"fd://{number}", "bench.faults.site"],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), **own},
            pass_fds=[number],
            stdout=output,
            stderr=output,
        )
        port = listener.getsockname()[1]
        try:
            wait_for_answer(port)
            yield port, process
        finally:
            process.terminate()
            process.wait(60)


def wait_for_answer(port: int) -> None:
    end = time.monotonic() + 120
    while time.monotonic() < end:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", "/healthz")
        if connection.getresponse().status == 200:
            return
        time.sleep(0.2)
    raise AssertionError("The server never answered.")


class Postgres:
    """The temporary server, to be stopped as an administrator stops it, and started."""

    def __init__(self, url: str):
        self.folder = Path(unquote(urlsplit(url).netloc.split("@")[1].rsplit(":", 1)[0]))
        programs = find_postgres()
        data = str(self.folder / "data")
        self.pg_ctl = [*server_user(self.folder), f"{programs}/pg_ctl", "--pgdata", data]

    def stop(self) -> None:
        run([*self.pg_ctl, "--mode=fast", "stop"], self.folder)

    def start(self) -> None:
        options = ["--log", str(self.folder / "log"), "--options", server_options(self.folder)]
        run([*self.pg_ctl, *options, "--wait", "start"], self.folder)


def children(process: subprocess.Popen) -> list[int]:
    listed = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text()
    return [int(number) for number in listed.split()]


def kill_workers(process: subprocess.Popen, until: threading.Event, chance: random.Random) -> None:
    while not until.wait(1):
        if found := children(process):
            os.kill(chance.choice(found), signal.SIGKILL)


def try_it(url: str, folder: Path, *, seconds, away, clients, seed, kill=False) -> dict:
    """The figures; an AssertionError when a promise is broken."""
    summaries, sessions = json.loads(said(python(url, PREPARE, str(clients))))
    over = threading.Event()
    with gunicorn(url, folder / "gunicorn.log") as (port, process):
        people = [
            Client(port, summaries, user, session, seed + number)
            for number, (user, session) in enumerate(sessions)
        ]
        [person.start() for person in people]
        killer = threading.Thread(target=kill_workers, args=(process, over, random.Random(seed)))
        killer.start() if kill else None
        time.sleep(seconds / 2)
        restarted = 0.0
        if away:
            server = Postgres(url)
            server.stop()
            time.sleep(away)
            server.start()
            restarted = time.monotonic()
        time.sleep(seconds / 2)
        over.set()
        for person in people:
            person.ended = True
        [person.join() for person in people]
    votes, wrong = json.loads(said(python(url, LOOK)))
    stored = {(user, summary): value for user, summary, value in votes}
    lost = sum(
        stored.get((person.user, pk), 0) not in values
        for person in people
        for pk, values in person.votes.items()
    )
    answers = [answer for person in people for answer in person.answers]
    fine = [at - restarted for at, status, _ in answers if status == 302 and at > restarted]
    figures = {
        "answers": dict(Counter(status for _, status, _ in answers)),
        "in other words than ours": sum(not ours for _, status, ours in answers if status),
        "acknowledged and lost": lost,
        "tallies that are wrong": wrong,
        "seconds until votes went in again": round(min(fine), 2) if away and fine else None,
    }
    assert lost == 0, figures
    assert wrong == 0, figures
    assert figures["in other words than ours"] == 0, figures
    assert kill or 0 not in figures["answers"], figures
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--away", type=float, default=5)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--worker-too", dest="kill", action="store_true")
    programs = find_postgres()
    assert programs, "This needs PostgreSQL's initdb and pg_ctl."
    with tempfile.TemporaryDirectory() as folder, temporary_postgres(programs) as url:
        print(json.dumps(try_it(url, Path(folder), **vars(parser.parse_args()))))


if __name__ == "__main__":
    main()
