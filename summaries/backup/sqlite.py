"""The database of one moment as a file, on SQLite; and back into the one that is in use."""

import gzip
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from django.db import connection

from .manifest import State
from .problems import BackupError

LEVEL = 3  # of compression: half the time of the usual 6, a tenth more bytes


def save(path: Path) -> State:
    """Write it beside the backup, packed; nobody waits for it, neither readers nor writers."""
    plain = path.with_name("database.sqlite3")
    connection.ensure_connection()
    with closing(sqlite3.connect(plain)) as copy:
        connection.connection.backup(copy)  # in one step, which sees one moment
        copy.execute("PRAGMA journal_mode=DELETE")  # so that the copy is one file
        state = _state(copy, plain.stat().st_size)
    with plain.open("rb") as source, gzip.open(path, "wb", LEVEL) as packed:
        shutil.copyfileobj(source, packed)
    plain.unlink()
    return state


def restore(content: Iterable[bytes], state: State, folder: Path) -> None:
    """Into the database of the site, in one transaction: it is the old one or the new one."""
    packed, plain = folder / "database.sqlite3.gz", folder / "database.sqlite3"
    with packed.open("wb") as file:
        file.writelines(content)
    _unpack(packed, plain, state.unpacked)
    packed.unlink()
    with closing(sqlite3.connect(plain)) as copy:
        _check(copy, state)
        connection.ensure_connection()
        copy.backup(connection.connection)
    connection.close()


def _unpack(packed: Path, plain: Path, length: int) -> None:
    """Stops at the promised length, so that a bomb fills no disk."""
    for folder in {plain.parent, Path(connection.settings_dict["NAME"]).absolute().parent}:
        if folder.is_dir() and shutil.disk_usage(folder).free < length:
            raise BackupError(f"the database takes {length:,} bytes, and {folder} has less room")
    try:
        with gzip.open(packed) as source, plain.open("wb") as target:
            while chunk := source.read(1 << 20):
                target.write(chunk)
                if target.tell() > length:
                    break
            found = target.tell()
    except (gzip.BadGzipFile, EOFError) as error:
        raise BackupError(f"the database cannot be unpacked: {error}") from error
    if found != length:
        raise BackupError("the database is not as long as the manifest says")


def _check(copy: sqlite3.Connection, state: State) -> None:
    found = copy.execute("PRAGMA integrity_check").fetchone()[0]
    if found != "ok":
        raise BackupError(f"the database in it is damaged: {found}")
    if _state(copy, state.unpacked) != state.model_copy(update={"server": sqlite3.sqlite_version}):
        raise BackupError("the database in it has other rows than the manifest says")


def _state(copy: sqlite3.Connection, length: int) -> State:
    tables = [
        name
        for _, name, kind, *_ in copy.execute("PRAGMA main.table_list")
        if kind == "table" and not name.startswith("sqlite_")
    ]
    rows = {
        name: copy.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 - a table's
        for name in sorted(tables)
    }
    done = copy.execute("SELECT app, name FROM django_migrations ORDER BY id").fetchall()
    server = sqlite3.sqlite_version
    return State(engine="sqlite", server=server, migrations=done, rows=rows, unpacked=length)
