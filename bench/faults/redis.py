"""A real Redis or Valkey that can be killed, stopped and started, with or without its contents."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.speed.servers import free_port, wait_for
from tests.machine import find_redis


class Redis:
    """A server on a port of its own."""

    def __init__(self, folder: Path):
        self.folder, self.port = folder, free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.start()

    def start(self) -> None:
        program = find_redis()
        assert program, "This needs redis-server or valkey-server."
        places = ["--port", str(self.port), "--dir", str(self.folder), "--bind", "127.0.0.1"]
        self.process = subprocess.Popen(
            [program, *places, "--save", "", "--appendonly", "no"], stdout=subprocess.DEVNULL
        )
        wait_for(self.port)

    def keep(self) -> None:
        """Write its contents to the disk, from where the next start reads them."""
        self.ask("SAVE")

    def forget(self) -> None:
        (self.folder / "dump.rdb").unlink(missing_ok=True)

    def ask(self, command: str) -> None:
        import redis

        with redis.Redis(port=self.port) as client:
            client.execute_command(command)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def hang(self) -> None:
        """It takes connections and says nothing any more."""
        os.kill(self.process.pid, signal.SIGSTOP)
        time.sleep(0.1)

    def go_on(self) -> None:
        os.kill(self.process.pid, signal.SIGCONT)


@contextmanager
def real_redis(folder: Path) -> Iterator[Redis]:
    """A server for the length of a block."""
    server = Redis(folder)
    try:
        yield server
    finally:
        server.kill()
