"""`make demo` in a folder of its own: the first command that a newcomer runs."""

import json
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest

from shortsci.demo import check
from shortsci.demo.server import listen
from tests.machine import without_root_powers

ROOT = Path(__file__).resolve().parent.parent
ADDRESS = re.compile(r"The site is at (http://127\.0\.0\.1:\d+/)")


def demo(*arguments, prefix=()):
    return subprocess.run(
        [*prefix, sys.executable, "-m", "shortsci.demo", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )


def start_and_stop(data):
    """Serve, fetch the first page, stop as Ctrl-C does; what was printed comes back."""
    command = [sys.executable, "-m", "shortsci.demo", "--data", str(data)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        printed = ""
        while not ADDRESS.search(printed) and (line := process.stdout.readline()):
            printed += line
        with urllib.request.urlopen(ADDRESS.search(printed)[1]) as response:
            assert response.status == 200
        process.send_signal(signal.SIGINT)
        return printed + process.stdout.read()


def rows(data):
    with closing(sqlite3.connect(data / "db.sqlite3")) as database:
        return list(database.iterdump())


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """A demo's folder and what its first, self-checking run printed."""
    data = tmp_path_factory.mktemp("first") / "demo"
    return data, demo("--check", "--data", data)


def test_the_first_run_prepares_the_site_and_every_page_is_well(first):
    data, result = first

    assert result.returncode == 0, result.stdout + result.stderr
    assert result.stdout.splitlines()[-1] == f"{len(check.PAGES)} passed, 0 failed"
    assert (data / "secret_key").stat().st_mode & 0o777 == 0o600
    assert (data / "staticfiles/staticfiles.json").exists()


def test_the_second_run_changes_nothing(first):
    data, _ = first
    before = rows(data), (data / "secret_key").read_text()
    result = demo("--check", "--data", data)

    assert result.returncode == 0
    assert len(result.stdout.splitlines()) == len(check.PAGES) + 1
    assert (rows(data), (data / "secret_key").read_text()) == before


def test_changed_code_brings_the_site_up_to_date_and_keeps_its_rows(first):
    data, _ = first
    note = data / "prepared.json"
    wanted = json.loads(note.read_text())
    before = rows(data)
    note.write_text(json.dumps(wanted | {"code": "of yesterday", "dumps": "of yesterday"}))
    result = demo("--check", "--data", data)

    assert result.returncode == 0
    assert json.loads(note.read_text()) == wanted
    assert rows(data) == before


def test_the_admin_gets_a_password_that_is_shown_once(first):
    data, _ = first
    once, again = start_and_stop(data), start_and_stop(data)

    password = re.search(r"admin  (\S{16})\n", once)[1]
    assert password not in again
    assert "password" not in again
    assert sum("'admin'" in row for row in rows(data) if "accounts_user" in row) == 1


def test_two_demos_take_two_ports():
    with listen() as one, listen() as other:
        assert one.getsockname()[1] < other.getsockname()[1]


def test_a_port_that_is_taken_is_said(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = demo("--port", port, "--data", tmp_path / "demo")

    assert result.returncode == 2
    assert result.stderr.startswith(f"Port {port} cannot be used: Address already in use.")
    assert len(result.stderr.splitlines()) == 1
    assert not (tmp_path / "demo").exists()


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", "8000.5", "٣"])
def test_what_is_no_port_is_said(tmp_path, port):
    result = demo(f"--port={port}", "--data", tmp_path)

    assert result.returncode == 2
    assert result.stderr == f"{port!r} is no port: give a number from 1 to 65535.\n"


@pytest.mark.parametrize("exists", [True, False])
def test_a_read_only_folder_is_said(tmp_path, exists):
    data = tmp_path / "demo"
    if exists:
        data.mkdir(mode=0o555)
    tmp_path.chmod(0o555)
    result = demo("--data", data, prefix=without_root_powers())
    tmp_path.chmod(0o755)

    assert result.returncode == 2
    assert str(data) in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("status", "headers", "body", "problem"),
    [
        (500, {}, "<h1>", "status 500 in place of 200"),
        (200, {}, "", "'<h1>' is not in it"),
        (200, {"Content-Security-Policy": "default-src 'self'"}, "<h1>", "Content-Security-Policy"),
        (200, {"X-Content-Type-Options": ""}, "<h1>", "X-Content-Type-Options"),
    ],
)
def test_the_check_notices_what_is_wrong(status, headers, body, problem):
    page = check.Page("a page", "/", "<h1>")
    good = {
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "camera=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }

    found = check.problems_of(page, status, good | headers, body)

    assert check.problems_of(page, 200, good, "<h1>") == []
    assert len(found) == 1
    assert problem in found[0]
