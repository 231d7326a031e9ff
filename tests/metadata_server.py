"""A real HTTP server in the place of Crossref, arXiv and the others: it says what a test wants."""

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SOURCES = ("arxiv", "crossref", "datacite", "dblp", "pubmed")


@dataclass
class Reply:
    """One answer: what is sent, and how badly."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    packed: bool = False
    drips: str = ""  # "body" or "head": one byte now and then, for ever
    breaks_off: bool = False  # promises more than it sends


class Server(ThreadingHTTPServer):
    """Answers by the beginning of the address, each list of replies in order, its last for ever."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.replies: dict[str, list[Reply]] = {}
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.is_over = threading.Event()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def say(self, path: str, *replies: Reply | bytes) -> None:
        """To whoever asks for an address that begins like that."""
        self.replies[path] = [
            reply if isinstance(reply, Reply) else Reply(reply) for reply in replies
        ]

    def reply_to(self, path: str) -> Reply:
        for start, replies in self.replies.items():
            if path.startswith(start):
                return replies.pop(0) if len(replies) > 1 else replies[0]
        return Reply(b"Resource not found.", 404)

    def handle_error(self, request, client_address) -> None:
        """Whoever hangs up is none of a test's concern."""


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.server.headers.append(dict(self.headers))
        reply = self.server.reply_to(self.path)
        body = gzip.compress(reply.body) if reply.packed else reply.body
        if reply.drips == "head":
            self.drip(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        self.send_response(reply.status)
        headers = {"Content-Type": "application/octet-stream", **reply.headers}
        if reply.packed:
            headers["Content-Encoding"] = "gzip"
        if not reply.drips:
            headers["Content-Length"] = str(len(body) + 1000 * reply.breaks_off)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if reply.drips:
            self.drip(b"")
        self.wfile.write(body)

    def drip(self, start: bytes) -> None:
        """A byte every few moments, until the test is over or the other side hangs up."""
        self.wfile.write(start)
        while not self.server.is_over.wait(0.02):
            self.wfile.write(b"x")
            self.wfile.flush()
        self.close_connection = True
        raise ConnectionAbortedError

    def log_message(self, *_) -> None:
        """Tests print nothing."""


@contextmanager
def serving() -> Iterator[Server]:
    """A server that answers 404 until it is told what to say."""
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.is_over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def use(settings, server: Server) -> None:
    """Let the site ask that server in the place of every source, and be quick about it."""
    settings.METADATA_LOOKUPS = True
    settings.METADATA_HOSTS = dict.fromkeys(SOURCES, server.address)
    settings.METADATA_MIRRORS = []
    settings.METADATA_PACE = {}
