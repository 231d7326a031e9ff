"""A PgBouncer in transaction mode, as `deploy/pgbouncer.ini` has it, before a temporary server."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from configparser import ConfigParser
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from tests.postgres import server_user

DEPLOYED = Path(__file__).resolve().parent.parent / "deploy/pgbouncer.ini"
PORT = "6432"  # only part of the socket's name


def find_pgbouncer() -> str | None:
    return shutil.which("pgbouncer", path=f"{os.environ['PATH']}:/usr/sbin")


@contextmanager
def pgbouncer(url: str, connections: int) -> Iterator[str]:
    """Yield the DATABASE_URL that leads through it; it has so many connections for everybody."""
    folder = Path(tempfile.mkdtemp(prefix="shortsci-pgb-"))
    configuration = folder / "pgbouncer.ini"
    with configuration.open("w") as file:
        adapted(url, folder, connections).write(file)
    folder.chmod(0o755)
    command = [*server_user(folder), find_pgbouncer(), "--quiet", str(configuration)]
    with (folder / "errors").open("w") as errors:
        process = subprocess.Popen(command, stderr=errors)
    try:
        wait_for(folder / f".s.PGSQL.{PORT}", folder / "errors")
        yield f"postgres://postgres@{quote(str(folder), safe='')}:{PORT}/shortsci"
    finally:
        process.terminate()
        process.wait()
        shutil.rmtree(folder)


def adapted(url: str, folder: Path, connections: int) -> ConfigParser:
    """What is deployed, with the places of this test instead of Debian's."""
    ini = ConfigParser(interpolation=None)
    ini.read(DEPLOYED)
    host = unquote(urlsplit(url).netloc.partition("@")[2].rpartition(":")[0])
    ini["databases"] = {"shortsci": f"host={host} port=5432 dbname=postgres user=postgres"}
    ini["pgbouncer"].update(
        {
            "listen_addr": "",
            "unix_socket_dir": str(folder),
            "logfile": str(folder / "log"),
            "auth_type": "any",
            "default_pool_size": str(connections),
            "reserve_pool_size": "0",
        }
    )
    ini["pgbouncer"].pop("pidfile")
    ini["pgbouncer"].pop("auth_file")
    return ini


def wait_for(socket: Path, errors: Path) -> None:
    end = time.monotonic() + 20
    while not socket.exists():
        assert time.monotonic() < end, errors.read_text()
        time.sleep(0.05)
