"""A client that costs little itself: requests written once, answers read to their length."""

import re
import socket
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from threading import Thread

TURNS = 5
LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.IGNORECASE)


@dataclass(frozen=True)
class Request:
    """What is sent over and over."""

    path: str
    headers: dict[str, str] = field(default_factory=dict)
    body: str | None = None  # of a POST

    @cached_property
    def written(self) -> bytes:
        body = (self.body or "").encode()
        headers = {"Host": "127.0.0.1", "Accept-Encoding": "gzip", **self.headers}
        if self.body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Content-Length"] = str(len(body))
        lines = [f"{'GET' if self.body is None else 'POST'} {self.path} HTTP/1.1"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


@dataclass(frozen=True)
class Answer:
    head: bytes
    size: int  # of the body, as it came over the wire

    @property
    def status(self) -> int:
        return int(self.head[9:12])

    @property
    def headers(self) -> dict[str, str]:
        """By their names in small letters."""
        lines = self.head.decode("latin-1").lower().split("\r\n")[1:]
        return dict(line.split(": ", 1) for line in lines)


class Connection:
    """One that is kept alive."""

    def __init__(self, port: int):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, written: bytes) -> Answer:
        self.socket.sendall(written)
        received = b""
        while (end := received.find(b"\r\n\r\n")) < 0:
            received += self._more()
        head = received[:end]
        length = LENGTH.search(head)
        size = int(length[1]) if length else 0
        left = end + 4 + size - len(received)
        while left > 0:
            left -= len(self._more())
        return Answer(head, size)

    def _more(self) -> bytes:
        received = self.socket.recv(262_144)
        if not received:
            raise ConnectionError("The server has closed the connection.")
        return received


@dataclass(frozen=True)
class Pace:
    """What a load came to."""

    rate: float  # requests a second
    median: float  # seconds
    slow: float  # the 95th percentile


@dataclass(frozen=True)
class Load:
    """What is asked of a server for how many seconds, by so many clients."""

    port: int
    request: Callable[[], Request]
    seconds: float
    clients: int


def in_turns(*loads: Load) -> list[Pace]:
    """Each a part of its time after the others', so that what slows the machine slows them all."""
    taken: list[list[float]] = [[] for _ in loads]
    for _ in range(TURNS):
        for load, own in zip(loads, taken, strict=True):
            _put(load, own)
    return [_pace(load, own) for load, own in zip(loads, taken, strict=True)]


def _put(load: Load, taken: list[float]) -> None:
    threads = [Thread(target=_client, args=(load, taken)) for _ in range(load.clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _client(load: Load, taken: list[float]) -> None:
    connection = Connection(load.port)
    until = time.perf_counter() + load.seconds / TURNS
    while (start := time.perf_counter()) < until:
        request = load.request()
        answer = connection.ask(request.written)
        if answer.status >= 400:
            raise RuntimeError(f"{request.path} answered {answer.status}.")
        taken.append(time.perf_counter() - start)


def _pace(load: Load, taken: list[float]) -> Pace:
    taken.sort()
    rate = load.clients * len(taken) / sum(taken)  # a client waits for nothing but answers
    return Pace(rate, statistics.median(taken), taken[int(0.95 * len(taken))])
