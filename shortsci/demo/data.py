"""The demo's folder and environment. No Django here: a second start has no work for it."""

import fcntl
import hashlib
import json
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn
from urllib.parse import quote

BASE_DIR = Path(__file__).resolve().parent.parent.parent
CODE = ("accounts", "requirements/base.txt", "shortsci", "static", "summaries")
DUMPS = ("fixtures",)


def open_data(data: Path, port: int, *, admin: bool) -> None:
    """Make folder, key, database and static files where they are missing or out of date."""
    data = data.absolute()
    try:
        data.mkdir(mode=0o700, exist_ok=True)
        if not os.access(data, os.W_OK):
            stop(f"The demo's folder is read-only for you: {data}")
        with locked(data):
            set_environment(data, port)
            bring_up_to_date(data, admin)
    except OSError as error:
        stop(f"The demo cannot use its folder {data}: {error.strerror or error}.")


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Two first starts at once would both import: the second waits and finds all done."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def set_environment(data: Path, port: int) -> None:
    """What shortsci.settings reads; nothing that a person has set points elsewhere."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "shortsci.settings",
        "DEBUG": "0",
        "SECRET_KEY": secret_key(data / "secret_key"),
        "SITE_URL": f"http://127.0.0.1:{port}",
        "DATABASE_URL": f"sqlite:///{quote(str(data / 'db.sqlite3'))}",
        "STATIC_ROOT": str(data / "staticfiles"),
        "MEDIA_ROOT": str(data / "media"),
    }


def secret_key(path: Path) -> str:
    path.touch(mode=0o600)
    if not path.read_text():
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


def bring_up_to_date(data: Path, admin: bool) -> None:
    """Do the steps whose sources have changed, in a process of their own, and note it."""
    note = data / "prepared.json"
    done = read_note(note) if (data / "db.sqlite3").exists() else {}
    wanted = {"code": fingerprint(CODE), "dumps": fingerprint(DUMPS)}
    if admin:
        wanted["admin"] = "created"
    steps = [step for step in wanted if done.get(step) != wanted[step]]
    if not steps:
        return
    # Its words are our own.
    if subprocess.call([sys.executable, "-m", "shortsci.demo.prepare", *steps]):  # noqa: S603
        stop("The demo could not be prepared; the reason stands above.")
    note.write_text(json.dumps(done | wanted))


def read_note(note: Path) -> dict[str, str]:
    """What was done, or nothing, where there is no note or only half of one."""
    try:
        return json.loads(note.read_text())
    except (FileNotFoundError, ValueError):
        return {}


def fingerprint(names: tuple[str, ...]) -> str:
    """Changes with any of the files, and only with them: a copy of the folder has the same."""
    digest = hashlib.sha256()
    for path in sorted(path for name in names for path in files_of(BASE_DIR / name)):
        digest.update(f"{path.relative_to(BASE_DIR)}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def files_of(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return [file for file in path.rglob("*") if file.is_file() and file.suffix != ".pyc"]


def stop(sentence: str) -> NoReturn:
    """End with a sentence in place of a traceback."""
    sys.stderr.write(sentence + "\n")
    sys.exit(2)
