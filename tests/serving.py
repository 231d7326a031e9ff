"""The site as it runs on a server: gunicorn with the configuration of `deploy/`, over HTTP."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.processes import ROOT

CONFIGURATION = str(ROOT / "deploy/gunicorn.conf.py")
OWN = {
    "DEBUG": "0",
    "SECRET_KEY": "only-for-tests",
    "SITE_URL": "http://127.0.0.1",
    "DJANGO_SETTINGS_MODULE": "tests.settings",
    "PYTHONPATH": str(ROOT),
    "PYTHONDONTWRITEBYTECODE": "1",  # some are out of room, and would leave half of a module
    "WEB_CONCURRENCY": "2",
    "WEB_THREADS": "4",
}


@dataclass
class Answer:
    status: int
    text: str
    headers: dict[str, str] = field(default_factory=dict)


class Server:
    """A gunicorn on a socket that stays open from one process to the next, as systemd's do."""

    def __init__(self, url: str, application: str, log: Path, environment: dict[str, str]):
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.socket.set_inheritable(True)
        self.port = self.socket.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.environment = os.environ | OWN | {"DATABASE_URL": url} | environment
        self.application, self.log = application, log
        self.process = self.start()

    def start(self) -> subprocess.Popen:
        number = self.socket.fileno()
        command = [sys.executable, "-m", "gunicorn", "--config", CONFIGURATION]
        with self.log.open("a") as log:
            return subprocess.Popen(
                [*command, "--bind", f"fd://{number}", self.application],
                cwd=ROOT,
                env=self.environment,
                pass_fds=[number],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def get(self, path: str, headers: dict[str, str] | None = None, seconds: float = 120) -> Answer:
        request = urllib.request.Request(self.address + path, headers=headers or {})
        try:
            with urllib.request.urlopen(request, timeout=seconds) as response:
                return Answer(response.status, response.read().decode(), dict(response.headers))
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, error.read().decode(), dict(error.headers))

    def is_ready(self) -> bool:
        try:
            return self.get("/readyz", seconds=10).status == 200
        except OSError:  # nobody has taken the socket up yet
            return False

    def signal(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def stop(self) -> int:
        self.signal(signal.SIGTERM)
        return self.process.wait(180)

    def close(self) -> None:
        self.socket.close()
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


@contextmanager
def serving(
    url: str, folder: Path, application: str = "shortsci.wsgi", **environment: str
) -> Iterator[Server]:
    """A server that has answered; afterwards it is gone."""
    server = Server(url, application, folder / "gunicorn.log", environment)
    try:
        wait_until(server.is_ready, server)
        yield server
    finally:
        server.close()


def wait_until(is_so, server: Server | None = None, seconds: float = 180) -> None:
    """Until a question is answered with yes; with what the log says when it never is.

    Patient, for a busy machine is not what is tried.
    """
    end = time.monotonic() + seconds
    while not is_so():
        said = server.log.read_text()[-3000:] if server else ""
        assert time.monotonic() < end, f"It never came true.\n{said}"
        assert server is None or server.process.poll() is None, f"The server has died.\n{said}"
        time.sleep(0.1)
