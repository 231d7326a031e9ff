"""The migrations run once: every other process of the tests begins with a copy of their work."""

import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from pathlib import Path

import psycopg
from django.db import connection
from django.db.backends.signals import connection_created

from tests.lint import ROOT
from tests.machine import CACHE

# All that the migrations are made of, or look at: any change is another database.
FOLDERS = ("accounts", "fixtures", "requirements", "shortsci", "summaries")
PACKAGES = ("django", "django-allauth")


@contextmanager
def once() -> Iterator[None]:
    """In the block the test database is made; it is kept on disk, or is a copy of the kept one."""
    CACHE.mkdir(exist_ok=True)
    with (CACHE / "migrated.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # whoever comes meanwhile waits for the copy
        kept = place()
        if kept.exists():
            fcntl.flock(lock, fcntl.LOCK_UN)
            begin_with(kept)
            yield
        else:
            yield
            keep(kept)


@cache
def place() -> Path:
    """Where the database of this very code is kept, or will be."""
    return CACHE / f"migrated-{digest_of(ROOT)}.sqlite3"


def digest_of(root: Path) -> str:
    """Twenty hexadecimal digits, which change with any file or package the migrations look at."""
    digest = hashlib.sha256(repr([(name, version(name)) for name in PACKAGES]).encode())
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(f"{path.relative_to(root)}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:20]


def begin_with(kept: Path) -> None:
    """Fill the test database as soon as it is there; no migration is looked for then."""

    def fill(connection, **_):
        connection_created.disconnect(fill)
        with sqlite3.connect(kept) as source:
            source.backup(connection.connection)
        source.close()

    connection_created.connect(fill, weak=False)
    connection.settings_dict["TEST"]["MIGRATE"] = False


def keep(kept: Path) -> None:
    """Write the test database down, in place of those of former code."""
    for former in CACHE.glob("migrated-*"):
        former.unlink()
    half = kept.with_suffix(".half")
    with sqlite3.connect(half) as target:
        connection.connection.backup(target)
    target.close()
    os.replace(half, kept)


def template_on(url: str) -> dict[str, str]:
    """Migrate a database of a server that lives for one run; what the tests must know of it.

    Nothing, if the migrations fail: the tests then try them themselves, and say what is wrong.
    """
    name = "migrated"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    own = {"DATABASE_URL": f"{url.rpartition('/')[0]}/{name}"}
    own |= {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    migrate = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    code = subprocess.call(migrate, cwd=ROOT, env=os.environ | own)
    return {} if code else {"TEST_TEMPLATE": name}
