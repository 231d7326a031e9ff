"""A client that costs little itself: requests written once, answers read to their length."""

import socket
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Thread


@dataclass(frozen=True)
class Request:
    """What is sent over and over."""

    path: str
    headers: dict[str, str] = field(default_factory=dict)
    body: str | None = None  # of a POST

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
    status: int
    headers: dict[str, str]
    size: int  # of the body, as it came over the wire
    head: int


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
        lines = received[:end].decode("latin-1").split("\r\n")
        headers = dict(line.lower().split(": ", 1) for line in lines[1:])
        size = int(headers.get("content-length", 0))
        left = end + 4 + size - len(received)
        while left > 0:
            left -= len(self._more())
        return Answer(int(lines[0].split()[1]), headers, size, end + 4)

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


def load(port: int, request: Callable[[int], Request], seconds: float, clients: int) -> Pace:
    """As fast as it goes for that long; `request` gives the n-th one of a client."""
    taken: list[float] = []
    threads = [Thread(target=_client, args=(port, request, seconds, taken)) for _ in range(clients)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    passed = time.perf_counter() - start
    taken.sort()
    return Pace(len(taken) / passed, statistics.median(taken), taken[int(0.95 * len(taken))])


def _client(port: int, request, seconds: float, taken: list[float]) -> None:
    connection, number = Connection(port), 0
    until = time.perf_counter() + seconds
    while (start := time.perf_counter()) < until:
        answer = connection.ask(request(number).written())
        if answer.status >= 400:
            raise RuntimeError(f"{request(number).path} answered {answer.status}.")
        taken.append(time.perf_counter() - start)
        number += 1
