"""Many pieces of HTML in Chromium, in frames that have the page's policy.

Chromium is started by itself: a driver that hears of each frame would take minutes. The pages
tell a small server what ran; every other host leads to that server, too.
"""

import json
import shutil
import subprocess
import tempfile
import threading
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.browser.chromium import QUIET
from tests.machine import find_chromium

SCRIPTS = Path(__file__).parent
MANY = 60  # frames of one page
SECONDS = 120
FLAGS = (
    *QUIET,
    "--headless",
    "--disable-default-apps",
    "--mute-audio",
    "--disable-features=Translate,OptimizationHints,MediaRouter",
)


@dataclass
class Outcome:
    """Cages where something ran, or broke out of its box, and what was fetched from elsewhere."""

    ran: set[int] = field(default_factory=set)
    broken: set[int] = field(default_factory=set)
    fetched: set[str] = field(default_factory=set)


def try_all(pieces: list[str], policy: str = "", in_one: int = 40) -> Outcome:
    """Show pieces as the page's own HTML would be shown, under that policy or none."""
    cages = [pieces[first : first + in_one] for first in range(0, len(pieces), in_one)]
    with Server(("127.0.0.1", 0), Keeper) as server:
        server.cages, server.policy = cages, policy
        server.outcome, server.is_done = Outcome(), threading.Event()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            watch(server)
        finally:
            server.shutdown()
        return server.outcome


def watch(server) -> None:
    """Open the first page, which leads to the others, and wait for the last."""
    profile = tempfile.mkdtemp(prefix="cages-")
    here = f"127.0.0.1:{server.server_port}"
    rules = [f"--host-resolver-rules=MAP * {here}", f"--user-data-dir={profile}"]
    command = [find_chromium(), *FLAGS, *rules, f"http://{here}/0"]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as chromium:
        try:
            assert server.is_done.wait(SECONDS), "Chromium did not come to the last page"
        finally:
            chromium.kill()
            chromium.wait()
            shutil.rmtree(profile, ignore_errors=True)


class Server(ThreadingHTTPServer):
    """Whose visitor may hang up at any moment, without a word on the terminal."""

    def handle_error(self, *args):
        pass


class Keeper(BaseHTTPRequestHandler):
    """Serves pages of cages and two scripts, and writes down all that is asked of it."""

    def do_GET(self):
        if not self.headers["Host"].startswith("127.0.0.1"):
            is_of_a_page = self.headers["Host"].endswith("evil.example")  # Chromium has its own
            if is_of_a_page and "Upgrade-Insecure-Requests" not in self.headers:
                self.server.outcome.fetched.add(self.path)
            self.send_error(404)
        elif self.path in ("/hit.js", "/press.js"):
            script = (SCRIPTS / f"cages_{self.path[1:]}").read_bytes()
            self.answer(script, **{"Content-Type": "text/javascript", "Cache-Control": "max-age=9"})
        elif self.path[1:].isdigit():
            self.answer(page_of(self.server.cages, int(self.path[1:])), **self.headers_of_page())
        else:
            self.send_error(404)

    def do_POST(self):
        said = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path == "/said":
            told = json.loads(said)
            self.server.outcome.ran |= {int(number) for number in told["ran"]}
            self.server.outcome.broken |= {int(number) for number in told["broken"]}
            if told["next"] >= len(self.server.cages):
                self.server.is_done.set()
        self.answer(b"")

    def headers_of_page(self):
        policy = {"Content-Security-Policy": self.server.policy} if self.server.policy else {}
        return {"Content-Type": "text/html; charset=utf-8", **policy}

    def answer(self, body: bytes, **headers):
        self.send_response(200)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """Nothing on the terminal."""


def page_of(cages: list[list[str]], first: int) -> bytes:
    numbers = range(first, min(first + MANY, len(cages)))
    frames = "".join(
        f'<iframe data-cage="{number}" srcdoc="{escape(inside(cages[number]))}"></iframe>'
        for number in numbers
    )
    page = (
        f'<!doctype html><html lang="en" data-next="{first + MANY}"><title>Cages</title>'
        f'<script src="/press.js"></script>{frames}'
    )
    return page.encode(errors="replace")


def inside(pieces: list[str]) -> str:
    """As articles of ours hold the HTML of texts, each with something after it."""
    articles = (f'<article class="prose">{piece}</article><hr>' for piece in pieces)
    return (
        "<!doctype html><html lang=en><title>Cage</title><script src=/hit.js></script>"
        f'<body><main>{"".join(articles)}</main><footer id="after" data-rules="{len(pieces)}">'
    )
