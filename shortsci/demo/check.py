"""`make demo-check`: fetch the main pages of the running demo and look at what comes back."""

import re
import socket
import subprocess
import time
from http.client import HTTPConnection, HTTPException, HTTPMessage
from typing import NamedTuple

SECONDS_TO_START = 30
STRICT_HEADERS = {
    "Content-Security-Policy": r"(?=.*default-src 'none')(?=.*frame-ancestors 'none')(?!.*unsafe-)",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "origin|no-referrer",
    "Permissions-Policy": "camera=",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class Page(NamedTuple):
    """What to fetch, and what must come back; a path may be found on an earlier page instead."""

    name: str
    path: str
    holds: str
    status: int = 200
    link_on: str = ""  # the name of the page that has a link like `path`


PAGES = (
    Page("feed", "/", r'href="/papers/(?!add/)'),
    Page("feed, newest first", "/?tab=recent", r'href="/papers/(?!add/)'),
    Page("a paper", r"/papers/(?!add/)[^\"/][^\"]*/", "</h1>", link_on="feed"),
    Page("a summary", r"/summaries/\d+/", "</h1>", link_on="feed"),
    Page("an author", r"/authors/[^\"/]+/", "</h1>", link_on="a paper"),
    Page("venues", "/venues/", r'href="/venues/\w+'),
    Page("search", "/search/?q=learning", "<mark>"),
    Page("a feed", "/feed.atom", "<entry>"),
    Page("the API", "/api/v1/papers", '"title"'),
    Page("about", "/about/", "</h1>"),
    Page("how to write", "/about/writing/", "<math"),
    Page("health", "/healthz", ""),
    Page("log-in", "/account/login/", 'name="password"'),
    Page("a stylesheet", r"/static/[^\"]+\.css", "{", link_on="feed"),
    Page("no such page", "/no-such-page/", "</h1>", 404),
)


def check(command: list[str], server: socket.socket) -> int:
    """Start the server, look at every page, stop it; 0 when all is well."""
    # The command is ours from its first word to its last.
    process = subprocess.Popen(command, pass_fds=[server.fileno()])  # noqa: S603
    try:
        wait_for_start(process, server.getsockname()[1])
        failures = look_at_pages(server.getsockname()[1])
    finally:
        process.terminate()
        process.wait()
    print(f"{len(PAGES) - failures} passed, {failures} failed")  # noqa: T201
    return 1 if failures else 0


def wait_for_start(process: subprocess.Popen[bytes], port: int) -> None:
    """The socket is open before the server is: its first answer may take a while, or never come."""
    deadline = time.monotonic() + SECONDS_TO_START
    while process.poll() is None and time.monotonic() < deadline:
        try:
            fetch(port, "/healthz", seconds=1)
        except (OSError, HTTPException):
            continue
        return


def look_at_pages(port: int) -> int:
    bodies: dict[str, str] = {}
    failures = 0
    for page in PAGES:
        path, problems = look_at(page, port, bodies)
        failures += bool(problems)
        print("FAIL" if problems else "  ok", f"{page.name:<20}", path, *problems)  # noqa: T201
    return failures


def look_at(page: Page, port: int, bodies: dict[str, str]) -> tuple[str, list[str]]:
    """The address that was fetched and what is wrong with its answer."""
    path = page.path
    if page.link_on:
        link = re.search(f'href="({page.path})"', bodies.get(page.link_on, ""))
        if not link:
            return path, [f"no such link on: {page.link_on}"]
        path = link[1]
    try:
        status, headers, body = fetch(port, path)
    except (OSError, HTTPException) as error:
        return path, [f"no answer: {error!r}"]
    bodies[page.name] = body
    return path, problems_of(page, status, headers, body)


def fetch(port: int, path: str, seconds: float = 20) -> tuple[int, HTTPMessage, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=seconds)
    try:
        connection.request("GET", path, headers={"Accept": "text/html"})
        response = connection.getresponse()
        return response.status, response.headers, response.read().decode()
    finally:
        connection.close()


def problems_of(page: Page, status: int, headers: HTTPMessage, body: str) -> list[str]:
    found = []
    if status != page.status:
        found.append(f"status {status} in place of {page.status}")
    if not re.search(page.holds, body):
        found.append(f"{page.holds!r} is not in it")
    for header, wanted in STRICT_HEADERS.items():
        if not re.search(wanted, headers.get(header, "")):
            found.append(f"{header} is {headers.get(header)!r}")
    return found
