"""The database of one moment as PostgreSQL's own programs write it; and back, all or nothing."""

import os
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from .manifest import State
from .problems import BackupError

BEGIN = """
    BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY;
    SET LOCAL statement_timeout = 0;
    SET LOCAL idle_in_transaction_session_timeout = 0;
"""
TABLES = """
    SELECT relname FROM pg_class
    WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace ORDER BY relname
"""
# Whatever the site has made in its schema, but what belongs to an extension, for which the role
# may lack the right to make it again.
EMPTY = """
SET LOCAL lock_timeout = '30s';
DO $$
DECLARE statement text;
BEGIN
    FOR statement IN
        SELECT 'DROP TABLE IF EXISTS ' || oid::regclass || ' CASCADE' FROM pg_class
        WHERE relkind IN ('r', 'p') AND relnamespace = current_schema()::regnamespace
        UNION ALL
        SELECT 'DROP FUNCTION IF EXISTS ' || oid::regprocedure || ' CASCADE' FROM pg_proc AS made
        WHERE pronamespace = current_schema()::regnamespace AND NOT EXISTS
            (SELECT FROM pg_depend WHERE objid = made.oid AND deptype = 'e')
        UNION ALL
        SELECT 'DROP TEXT SEARCH CONFIGURATION IF EXISTS ' || oid::regconfig || ' CASCADE'
        FROM pg_ts_config AS made
        WHERE cfgnamespace = current_schema()::regnamespace AND NOT EXISTS
            (SELECT FROM pg_depend WHERE objid = made.oid AND deptype = 'e')
        UNION ALL
        SELECT 'DROP TEXT SEARCH DICTIONARY IF EXISTS ' || oid::regdictionary || ' CASCADE'
        FROM pg_ts_dict AS made
        WHERE dictnamespace = current_schema()::regnamespace AND NOT EXISTS
            (SELECT FROM pg_depend WHERE objid = made.oid AND deptype = 'e')
    LOOP
        EXECUTE statement;
    END LOOP;
END $$;
"""


def save(path: Path) -> State:
    """By pg_dump, at the moment at which we count the rows; nobody waits for it."""
    with _moment() as snapshot:
        _run("pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={path}")
        return _state()


def restore(content: Iterable[bytes], state: State, folder: Path) -> None:
    """One transaction: whatever stops it, what was there before is there still."""
    dump, script, empty = (folder / name for name in ("database.dump", "restore.sql", "empty.sql"))
    with dump.open("wb") as file:
        file.writelines(content)
    plain = ("--no-owner", "--no-privileges", "--no-comments")
    _start(["pg_restore", *plain, f"--file={script}", str(dump)], {})
    dump.unlink()
    empty.write_text(EMPTY)
    quiet = ("--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--output=/dev/null")
    _run("psql", *quiet, "--single-transaction", f"--file={empty}", f"--file={script}")
    with _moment():
        if _state().rows != state.rows:
            raise BackupError("the database has other rows now than the manifest says")


@contextmanager
def _moment() -> Iterator[str]:
    """What the block reads is of one moment, which other programs can share by its name."""
    with connection.cursor() as cursor:
        cursor.execute(BEGIN)
        try:
            cursor.execute("SELECT pg_export_snapshot()")
            yield cursor.fetchone()[0]
        finally:
            cursor.execute("ROLLBACK")


def _state() -> State:
    quoted = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        rows = {}
        for (name,) in cursor.fetchall():
            cursor.execute(f"SELECT count(*) FROM {quoted(name)}")  # noqa: S608 - a table's name
            rows[name] = cursor.fetchone()[0]
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY id")
        done = cursor.fetchall()
        cursor.execute("SHOW server_version")
        server = cursor.fetchone()[0]
    return State(engine="postgresql", server=server, migrations=done, rows=rows, unpacked=0)


def _run(program: str, *options: str) -> None:
    """One of PostgreSQL's programs, told of the database as Django's `dbshell` tells psql."""
    command, own = connection.client.settings_to_cmd_args_env(connection.settings_dict, options)
    # The session's limits are made for pages.
    patient = {"PGOPTIONS": "-c statement_timeout=0 -c idle_in_transaction_session_timeout=0"}
    _start([program, *command[1:]], {**(own or {}), **patient})


def _start(command: list[str], environment: dict[str, str]) -> None:
    try:
        done = subprocess.run(  # noqa: S603 - our words, and the settings'
            command,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
        )
    except FileNotFoundError:
        message = f"{command[0]} is not there: install PostgreSQL's client programs"
        raise BackupError(message) from None
    if done.returncode:
        said = done.stderr.strip() or f"it ended with {done.returncode}"
        raise BackupError(f"{command[0]}: {said[-600:]}")
