"""A temporary PostgreSQL that keeps what it acknowledged, to be stopped, crashed and started."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg

from tests.postgres import find_postgres, run, server_options, server_user, temporary_postgres

# The tests' own server may forget a second when it crashes; the last value of a setting holds.
DURABLE = " -c fsync=on -c synchronous_commit=on -c full_page_writes=on"
MODES = {"clean": "fast", "crash": "immediate"}  # as an administrator says it; as a power cut


class Postgres:
    """The server of a temporary_postgres."""

    def __init__(self, url: str):
        self.url = url
        self.folder = Path(unquote(urlsplit(url).netloc.split("@")[1].rsplit(":", 1)[0]))
        data = str(self.folder / "data")
        program = f"{find_postgres()}/pg_ctl"
        self.pg_ctl = [*server_user(self.folder), program, "--pgdata", data]

    def stop(self, mode: str) -> None:
        run([*self.pg_ctl, f"--mode={MODES[mode]}", "stop"], self.folder)

    def start(self) -> None:
        options = ["--log", str(self.folder / "log")]
        options += ["--options", server_options(self.folder) + DURABLE]
        run([*self.pg_ctl, *options, "--wait", "start"], self.folder)

    def is_running(self) -> bool:
        return subprocess.call([*self.pg_ctl, "status"], stdout=subprocess.DEVNULL) == 0

    @property
    def process_id(self) -> int:
        return int((self.folder / "data/postmaster.pid").read_text().split()[0])

    def begin_new_log(self) -> None:
        """Its next write needs room for a whole segment."""
        with psycopg.connect(self.url.replace("postgres://", "postgresql://")) as connection:
            connection.execute("SELECT pg_switch_wal()")


@contextmanager
def durable_postgres() -> Iterator[Postgres]:
    """A server for the length of a block."""
    programs = find_postgres()
    assert programs, "This needs PostgreSQL's initdb and pg_ctl."
    with temporary_postgres(programs) as url:
        server = Postgres(url)
        server.stop("clean")
        server.start()
        yield server
