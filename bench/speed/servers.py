"""Gunicorn and the shared cache on ports of their own, for as long as a block lasts."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

# One worker each: what is compared is what one request costs, not how many cores there are.
GUNICORN = [
    *(sys.executable, "-m", "gunicorn", "--worker-class", "gthread", "--workers", "1"),
    *("--threads", "4", "--log-level", "warning", "--no-control-socket", "--keep-alive", "30"),
]
PATIENCE = 30  # seconds for a server to come up


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def gunicorn(application: str, environment: dict[str, str]) -> Iterator[int]:
    port = free_port()
    command = [*GUNICORN, "--bind", f"127.0.0.1:{port}", application]
    with running(command, port, environment):
        yield port


@contextmanager
def redis() -> Iterator[str]:
    """The CACHE_URL of a Redis or Valkey that keeps nothing on disk; in-process without one."""
    program = shutil.which("redis-server") or shutil.which("valkey-server")
    port = free_port()
    command = [program, "--port", str(port), "--save", "", "--appendonly", "no"]
    with running(command, port, {}) if program else nullcontext():
        yield f"redis://127.0.0.1:{port}/0" if program else "locmem://"


@contextmanager
def running(command: list, port: int, environment: dict[str, str]) -> Iterator[None]:
    server = subprocess.Popen(command, env=os.environ | environment, stdout=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield
    finally:
        server.terminate()
        try:
            server.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"Nothing answers on port {port}.")
