"""Plain COPY of what a command has written: the least that it could have taken."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import psycopg

# Into tables without anything; with all that ours have, made when the rows are in; and row by row.
WAYS = {
    "COPY": "",
    "then indexes": "INCLUDING GENERATED",
    "with indexes": "INCLUDING INDEXES INCLUDING GENERATED",
}
INDEXES = "SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = %s::regclass"


class Cost(NamedTuple):
    """What the clock and the processors say: ours, our children's and the server's."""

    seconds: float
    cpu: float

    def against(self, other: "Cost") -> str:
        seconds, cpu = self.seconds / other.seconds, self.cpu / other.cpu
        return f"1 : {seconds:.1f} by the clock, 1 : {cpu:.1f} in CPU time"


def cost_of(url: str, work: Callable[[], object]) -> Cost:
    """`work` opens its own connection, and its process of the server has ended afterwards."""
    with psycopg.connect(url) as connection:
        server = _parent(connection.info.backend_pid)
        cpu, began = _spent(server), time.perf_counter()
        work()
        seconds = time.perf_counter() - began
        return Cost(seconds, _spent(server) - cpu)


def _spent(server: int) -> float:
    """CPU seconds of us and our children, and of the processes of that server that have ended."""
    time.sleep(0.5)  # an end takes its moment
    ended = sum(map(int, _stat(server)[13:15])) / os.sysconf("SC_CLK_TCK")
    return ended + sum(os.times()[:4])


def _parent(pid: int) -> int:
    return int(_stat(pid)[1])


def _stat(pid: int) -> list[str]:
    """What /proc says of a process, from its state on."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def manage(url: str, *arguments: str) -> None:
    environment = {**os.environ, "DATABASE_URL": url, "DEBUG": "1", "EMAIL_URL": "dummy:"}
    subprocess.run([sys.executable, "manage.py", *arguments], check=True, env=environment)


def copied(url: str, folder: Path, way: str, tables: list[str]) -> Cost:
    """What COPY takes to write the rows of the tables into empty ones like them."""
    costs = []
    for table in tables:
        with _rows(url, folder, way, table) as (rows, indexes):
            costs.append(cost_of(url, lambda: _write(url, rows, indexes)))
    return Cost(*map(sum, zip(*costs, strict=True)))


@contextmanager
def _rows(url: str, folder: Path, way: str, table: str) -> Iterator[tuple[Path, list[str]]]:
    """The file of the table's rows, an empty `copied` for them, and the indexes to make at last."""
    rows, like = folder / "rows", WAYS[way]
    with psycopg.connect(url) as connection:
        connection.execute(f"CREATE TABLE copied (LIKE {table} {like})")
        stored = table if like else f"(TABLE {table})"  # with its generated columns
        with rows.open("wb") as out, connection.cursor().copy(f"COPY {stored} TO STDOUT") as data:
            out.writelines(data)
        made = connection.execute(INDEXES, [table]) if way == "then indexes" else ()
        indexes = [_renamed(number, sql) for number, (sql,) in enumerate(made)]
    yield rows, indexes
    with psycopg.connect(url) as connection:
        connection.execute("DROP TABLE copied")
    rows.unlink()


def _renamed(number: int, sql: str) -> str:
    return re.sub(r"INDEX \S+ ON \S+ ", f"INDEX copied_{number} ON copied ", sql, count=1)


def _write(url: str, rows: Path, indexes: Iterable[str]) -> None:
    with psycopg.connect(url) as connection:
        with rows.open("rb") as into, connection.cursor().copy("COPY copied FROM STDIN") as data:
            while chunk := into.read(1 << 20):
                data.write(chunk)
        connection.execute("SET LOCAL maintenance_work_mem = '256MB'")
        for sql in indexes:
            connection.execute(sql)
