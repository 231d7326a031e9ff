"""An import that is killed leaves nothing half-done, and no lock."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection

from tests.processes import sqlite

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).resolve().parent.parent
SLOW = """
import pathlib, sys, time
import django
django.setup()
from django.core.management import call_command
from summaries.importer import run
written, write = [], run.write
def slow(*arguments):
    write(*arguments)
    written.append(1)
    if len(written) == 4:
        pathlib.Path(sys.argv[2]).touch()
        time.sleep(600)
run.write = slow
call_command("import_dumps", sys.argv[1])
"""
COUNT = """
import json
import django
django.setup()
from summaries.models import Paper, Sighting, Summary, SummaryRevision
models = [Paper, Sighting, Summary, SummaryRevision]
print(json.dumps([model.objects.count() for model in models]))
"""


@pytest.fixture
def environment(tmp_path):
    """A database that other processes can reach."""
    url = sqlite(tmp_path)
    if connection.vendor == "postgresql":
        parts = urlsplit(os.environ["DATABASE_URL"])
        url = parts._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    settings = {"DJANGO_SETTINGS_MODULE": "tests.settings", "DATABASE_URL": url}
    environment = {**os.environ, **settings}
    if connection.vendor == "sqlite":
        manage(environment, "migrate", "-v0")
    return environment


def manage(environment, *arguments):
    command = [sys.executable, "manage.py", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)


def python(environment, code, *arguments):
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)


def counts(environment):
    return json.loads(python(environment, COUNT).communicate()[0])


def wait_for(condition):
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_killed_import_leaves_whole_files_and_no_lock(environment, tmp_path):
    for name, words in (("a.txt", "First Second"), ("b.txt", "Third Fourth Fifth")):
        text = "".join(f"[link]\n{word} text. ![]() |\n" for word in words.split())
        (tmp_path / name).write_text(text)
    child = python(environment, SLOW, tmp_path, tmp_path / "marker")
    try:
        wait_for((tmp_path / "marker").exists)
        refused = manage(environment, "import_dumps", tmp_path)
    finally:
        child.kill()  # by SIGKILL: nothing in it can clean up
        child.communicate()

    assert (refused.returncode, "another import is running" in refused.stderr) == (2, True)
    assert counts(environment) == [2, 2, 2, 2]  # the first file, and nothing of the second
    # PostgreSQL takes a moment to notice that its client is gone.
    wait_for(lambda: manage(environment, "import_dumps", "--dry-run", tmp_path).returncode == 0)
    again = manage(environment, "import_dumps", tmp_path)
    assert "3 created, 2 unchanged" in again.stdout
    assert counts(environment) == [5, 5, 5, 5]
