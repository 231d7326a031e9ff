"""A PostgreSQL server for one run of the tests: no port, no password, nothing left behind."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

PORT = "5432"  # only part of the socket's name
NEW_CLUSTER = ("--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8")
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class PostgresError(Exception):
    """The server could not be made; the message is what its programs said."""


def find_postgres() -> Path | None:
    """The folder of initdb and pg_ctl: Debian keeps them out of PATH."""
    packaged = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest_first = sorted(packaged, key=lambda path: float(path.parts[-3]), reverse=True)
    found = [*newest_first, *filter(None, [shutil.which("initdb")])]
    return Path(found[0]).parent if found else None


@contextmanager
def temporary_postgres(programs: Path) -> Iterator[str]:
    """Yield the DATABASE_URL of a server that lives as long as the block."""
    folder = Path(tempfile.mkdtemp(prefix="shortsci-pg-"))
    try:
        initdb = [*server_user(folder), str(programs / "initdb"), "--pgdata", str(folder / "data")]
        run([*initdb, *NEW_CLUSTER, "--no-sync"], folder)
        with started(programs, folder) as url:
            yield url
    finally:
        shutil.rmtree(folder)


@contextmanager
def started(programs: Path, folder: Path) -> Iterator[str]:
    """Run the server whose files are in `folder`/data; yield its DATABASE_URL."""
    pg_ctl = [*server_user(folder), str(programs / "pg_ctl"), "--pgdata", str(folder / "data")]
    log = ["--log", str(folder / "log")]
    run([*pg_ctl, *log, "--wait", "--options", server_options(folder), "start"], folder)
    try:
        yield f"postgres://postgres@{quote(str(folder), safe='')}:{PORT}/postgres"
    finally:
        run([*pg_ctl, "--mode=immediate", "stop"], folder)


def server_user(folder: Path) -> list[str]:
    """The server refuses to run as root: hand the folder to Debian's postgres user."""
    if os.geteuid() != 0:
        return []
    shutil.chown(folder, "postgres", "postgres")
    if shutil.which("setpriv"):
        return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    return ["runuser", "-u", "postgres", "--"]


def server_options(folder: Path) -> str:
    settings = ("listen_addresses=", f"unix_socket_directories={folder}", f"port={PORT}", *FAST)
    return " ".join(f"-c {setting}" for setting in settings)


def run(command: list[str], folder: Path) -> None:
    # Its output goes to a file: the server would keep a pipe open for as long as it runs.
    with (folder / "output").open("w+") as output:
        code = subprocess.call(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT)
        output.seek(0)
        if code:
            raise PostgresError(f"{' '.join(command)} failed:\n{output.read()}")
