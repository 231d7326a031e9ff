"""Programs in processes of their own, on a database of their own: what races is proved there."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.migrated import place
from tests.postgres import find_postgres, temporary_postgres

ROOT = Path(__file__).parent.parent
SETUP = "import django; django.setup()\n"
KINDS = ["sqlite", "postgresql"]


def sqlite(folder: Path) -> str:
    """The DATABASE_URL of a new file: migrated, where the tests have such a one, or empty."""
    path, migrated = folder / "test.sqlite3", place()
    if migrated.exists():
        shutil.copy(migrated, path)
    return f"sqlite:///{path}"


@contextmanager
def database(kind: str, folder: Path) -> Iterator[str]:
    """The DATABASE_URL of a database without people or papers, for `migrate` to look at."""
    if kind == "sqlite":
        yield sqlite(folder)
        return
    programs = find_postgres()
    assert programs is not None, "This test needs PostgreSQL's initdb and pg_ctl."
    with temporary_postgres(programs) as url:
        yield url


def start(url: str, *command: str, **environment: str) -> subprocess.Popen:
    """A Python process that knows the project."""
    own = {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": str(ROOT)}
    own["PYTHONDONTWRITEBYTECODE"] = "1"  # some are out of room, and would leave half of a module
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env=os.environ | own | environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def python(url: str, program: str, *arguments: str, **environment: str) -> subprocess.Popen:
    """A process that runs `program`, with Django set up."""
    return start(url, "-c", SETUP + program, *arguments, **environment)


def said(process: subprocess.Popen, line: str = "") -> str:
    """Its whole output, after it has ended well; it gets the line first."""
    output, errors = process.communicate(line, timeout=300)
    assert process.returncode == 0, errors
    return output
