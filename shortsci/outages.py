"""What is no bug of ours and passes by itself: the database is away or busy, the disk is full."""

import errno
import sqlite3

from django.db import InterfaceError, OperationalError

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG}
PASSING = {  # of SQLite, which calls a missing table by the same name as a locked one
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
}
RETRY_AFTER = 10  # seconds that people are told to wait


def is_outage(error: BaseException | None) -> bool:
    """Whether to ask people to come back, in place of writing down a bug."""
    if isinstance(error, OSError):
        return error.errno in NO_ROOM
    if not isinstance(error, InterfaceError | OperationalError):
        return False
    cause = error.__cause__
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", 0) & 0xFF in PASSING  # without the details
    return True


def in_words(error: BaseException) -> str:
    """What a command says of it: SQLite does not name a full disk."""
    code = getattr(error.__cause__, "sqlite_errorcode", 0) & 0xFF
    is_room_gone = code in {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN}
    return f"{error} (is the disk full?)" if is_room_gone else str(error).strip()
