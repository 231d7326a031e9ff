"""One import at a time, whatever the database; a killed import leaves no lock behind."""

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import Error, connection

# PostgreSQL knows such locks by number; this one is nobody else's.
KEY = int.from_bytes(hashlib.sha256(b"shortscience import").digest()[:8], signed=True)


class Locked(Exception):
    """Another import is running, or the lock cannot be had."""


@contextmanager
def import_lock() -> Iterator[None]:
    """Held while the block runs. Raises Locked at once instead of waiting."""
    if connection.vendor == "postgresql":
        with _advisory_lock():
            yield
    elif connection.is_in_memory_db():  # type: ignore[attr-defined]
        yield  # no other process can reach it
    else:
        with _file_lock(f"{connection.settings_dict['NAME']}.import-lock"):
            yield


@contextmanager
def _file_lock(path: str) -> Iterator[None]:
    """The system lets go of it when the process dies, so the file may stay where it is."""
    try:
        file = open(path, "a")  # noqa: SIM115 - closed below, which also unlocks it
    except OSError as error:
        raise Locked(f"cannot write {path}: {error.strerror}") from None
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Locked("another import is running") from None
        yield


@contextmanager
def _advisory_lock() -> Iterator[None]:
    """Belongs to a transaction of a connection of its own, which ends with the process.

    A lock of the session would be lost behind PgBouncer, which gives each transaction to
    whatever connection is free. This one has read nothing, so it keeps nobody from cleaning up.
    """
    holder = connection.copy()
    holder.settings_dict["OPTIONS"].pop("pool", None)  # the work needs those of the pool
    try:
        holder.set_autocommit(False)
        with holder.cursor() as cursor:
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [KEY])
            if not cursor.fetchone()[0]:
                raise Locked("another import is running")
        yield
    finally:
        with suppress(Error):  # a connection that is gone has let go of it
            holder.rollback()  # the server would notice the end of a connection some time later
        holder.close()
