"""The folder of backups: one is there as a whole or not at all, and the oldest go."""

import fcntl
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from .problems import BackupError

# The number orders them, for clocks jump; the moment is for people.
NAME = re.compile(r"shortscience-(\d{5,})-\d{8}T\d{6}Z\.zip")
UNFINISHED = ".unfinished-"


@contextmanager
def new_backup(folder: Path, moment: datetime, keep: int | None) -> Iterator[tuple[Path, Path]]:
    """A folder to work in, and the file that becomes the next backup when the block ends well."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _locked(folder) as descriptor:
        for left in folder.glob(f"{UNFINISHED}*"):  # by a run that was killed
            shutil.rmtree(left)
        work = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=folder))
        try:
            number = max(map(_number, backups(folder)), default=0) + 1
            path = folder / f"shortscience-{number:05}-{moment:%Y%m%dT%H%M%SZ}.zip"
            yield work, path
            os.fsync(descriptor)
        finally:
            shutil.rmtree(work)
        if keep:
            for former in backups(folder)[:-keep]:
                former.unlink()


def backups(folder: Path) -> list[Path]:
    """The oldest first."""
    return sorted((p for p in folder.iterdir() if NAME.fullmatch(p.name)), key=_number)


def _number(path: Path) -> int:
    found = NAME.fullmatch(path.name)
    return int(found[1]) if found else 0


@contextmanager
def _locked(folder: Path) -> Iterator[int]:
    """The system lets go of it when the process dies."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield descriptor
    except BlockingIOError:
        raise BackupError(f"another backup into {folder} is running") from None
    finally:
        os.close(descriptor)
