"""Somebody who is signed in and does one thing after another over HTTP, until told to end.

What was acknowledged is remembered, and what may have been written though no answer came.
"""

import http.client
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlencode

from bench.faults.cast import Cast

TOKEN = "a" * 32
PATIENCE = 60  # seconds; a connection that says nothing for so long has failed


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; status 0 where the connection broke, as when its worker is killed."""

    status: int
    text: str = ""
    retry_after: str | None = None

    @property
    def asks_to_come_back(self) -> bool:
        """Whether it is our page about an outage."""
        return "Back in a moment" in self.text and self.retry_after is not None


@dataclass(frozen=True, slots=True)
class Done:
    """One thing that somebody did, and what became of it."""

    deed: str
    at: float  # when its answer was there
    seconds: float
    status: int
    is_fine: bool  # as it should be, or our page about an outage


class Person(threading.Thread):
    """One of the cast, who does what `deeds` holds in an order of chance."""

    def __init__(self, port: int, cast: Cast, number: int, deeds: Sequence[Callable], seed=1):
        super().__init__()
        self.port, self.cast, self.deeds = port, cast, deeds
        self.user, self.session = cast.sessions[number]
        self.name_of_account = f"person{number}"
        self.chance = random.Random(seed * 1000 + number)
        self.ended = False
        self.rest = 0.0  # seconds between two deeds
        self.done: list[Done] = []
        self.votes: dict[int, set[int]] = {}  # summary → values that may stand there
        self.texts: dict[str, set[str]] = {}  # paper → bodies that may stand there
        self.comments: set[str] = set()  # acknowledged ones

    def run(self) -> None:
        while not self.ended:
            self.chance.choice(self.deeds)(self)
            time.sleep(self.rest)

    def ask(self, deed: str, path: str, fields: dict | None = None, right=(200,)) -> Answer:
        """A GET, or with fields a POST; noted down."""
        began = time.monotonic()
        answer = self._answer(path, fields)
        now = time.monotonic()
        is_fine = answer.status in right or answer.asks_to_come_back
        self.done.append(Done(deed, now, now - began, answer.status, is_fine))
        return answer

    def _answer(self, path: str, fields: dict | None) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        headers = {"Cookie": f"sessionid={self.session}; csrftoken={TOKEN}"} | self.headers
        body = None
        if fields is not None:
            body = urlencode(fields | {"csrfmiddlewaretoken": TOKEN})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request("GET" if body is None else "POST", path, body, headers)
            with connection.getresponse() as response:
                text = response.read().decode(errors="replace")
                return Answer(response.status, text, response.getheader("Retry-After"))
        except (OSError, http.client.HTTPException):
            return Answer(0)
        finally:
            connection.close()

    headers: dict[str, str] = {}

    @contextmanager
    def as_stranger(self) -> Iterator[None]:
        """Ask from another browser, which nobody has signed in."""
        self.headers = {"Cookie": f"csrftoken={TOKEN}"}
        try:
            yield
        finally:
            self.headers = {}


class Stranger(Person):
    """Likewise, but not signed in."""

    headers = {"Cookie": ""}


def act(people: Sequence[Person]) -> None:
    """Have all of them begin."""
    for person in people:
        person.start()


def end(people: Sequence[Person]) -> list[Done]:
    """Have all of them end; what they did."""
    for person in people:
        person.ended = True
    for person in people:
        person.join()
    return [done for person in people for done in person.done]


def lost(people: Sequence[Person], stored: dict) -> int:
    """How much of what was acknowledged is not there, and of what is there was never sent."""
    votes = {(user, summary): value for user, summary, value in stored["votes"]}
    texts = {(user, paper): body for user, paper, body in stored["texts"]}
    comments = Counter((user, body) for user, body in stored["comments"])
    count = 0
    for person in people:
        who = person.user
        count += sum(votes.get((who, pk), 0) not in may for pk, may in person.votes.items())
        count += sum(texts.get((who, key), "") not in may for key, may in person.texts.items())
        count += sum(comments[who, body] != 1 for body in person.comments)
    return count


def statuses(done: Sequence[Done]) -> dict[str, int]:
    """How often each status came."""
    return {str(status): often for status, often in sorted(Counter(d.status for d in done).items())}


def unkind(done: Sequence[Done]) -> dict[str, int]:
    """Answers in other words than ours, by deed and status."""
    return dict(Counter(f"{each.deed} {each.status}" for each in done if not each.is_fine))
