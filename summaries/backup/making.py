"""Make a backup while the site is in use."""

import os
from pathlib import Path
from typing import IO

from django.db import connection
from django.utils import timezone

from . import media, postgresql, sqlite
from .archive import Writer
from .keeping import new_backup
from .manifest import DATABASE, Manifest, State

SAVE = {"sqlite": sqlite.save, "postgresql": postgresql.save}


def make(folder: Path, *, keep: int | None = None) -> tuple[Path, Manifest]:
    """The new backup; with `keep` only so many of the newest stay in the folder."""
    moment = timezone.now()
    with new_backup(folder, moment, keep) as (work, path):
        unfinished = work / path.name
        with _private(unfinished) as file:
            with Writer(file) as writer:
                state = _write_database(writer, work / DATABASE[connection.vendor])
                media.save(writer)
                contents = Manifest(made_at=moment, state=state, parts=writer.parts)
                writer.conclude(contents)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    return path, contents


def _private(path: Path) -> IO[bytes]:
    """Whoever reads it has every address and every hash of a password."""
    return os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600), "w+b")


def _write_database(writer: Writer, path: Path) -> State:
    state = SAVE[connection.vendor](path)
    with path.open("rb") as source:
        writer.add(path.name, source)
    path.unlink()
    return state
