"""Kill a command at random moments, run it again, and compare with one clean run.

python -m bench.faults.kills [--moments 20] [--kind sqlite] [--job migrate] [--seed 1] [--files 5]

A moment is a statement to the database before which the process ends by SIGKILL: that can be said
again with the same seed, and nothing in the process can clean up.
"""

import argparse
import hashlib
import json
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from io import StringIO
from pathlib import Path

import psycopg

from tests.processes import KINDS, ROOT, database

DUMPS = ROOT / "fixtures/dumps"


class Site:
    """Databases that are copies of one another, and processes that work on them."""

    def __init__(self, kind: str, url: str, folder: Path):
        self.kind, self.url, self.folder = kind, url, folder

    def copy(self, source: str, target: str) -> None:
        """A database like the source, or an empty one without."""
        if self.kind == "sqlite":
            for path in self.folder.glob(f"{target}.db*"):
                path.unlink()
            if source:
                shutil.copy(self.folder / f"{source}.db", self.folder / f"{target}.db")
            return
        with psycopg.connect(self.url, autocommit=True) as admin:
            admin.execute(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')
            like = f'TEMPLATE "{source}"' if source else ""
            admin.execute(f'CREATE DATABASE "{target}" {like}')

    def run(self, name: str, work: Callable[[], object], kill_at: int = 0) -> tuple[int, object]:
        """Statements asked and what the work returned, by a process of its own."""
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            os.close(reading)
            with os.fdopen(writing, "w") as answer:
                os._exit(self._work(name, work, kill_at, answer))
        os.close(writing)
        with os.fdopen(reading) as answer:
            said = answer.read()
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert status in (0, -signal.SIGKILL if kill_at else 0), f"The process ended with {status}."
        return tuple(json.loads(said)) if said else (kill_at, None)

    def _work(self, name: str, work, kill_at: int, answer) -> int:
        from django.db import connection

        target = str(self.folder / f"{name}.db") if self.kind == "sqlite" else name
        connection.settings_dict["NAME"] = target
        asked = 0

        def count(execute, *arguments):
            nonlocal asked
            asked += 1
            if asked == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)
            return execute(*arguments)

        try:
            with connection.execute_wrapper(count):
                result = work()
            connection.close()
            json.dump([asked, result], answer)
            answer.flush()
        except BaseException as error:
            print(f"{type(error).__name__}: {error}", file=sys.stderr)
            return 1
        return 0


def rows() -> str:
    """A digest of all rows of ours: without numbers, moments and the rank that comes of them."""
    from django.apps import apps
    from django.db.models import DateTimeField

    told: dict = {}

    def tell(row):
        key = type(row), row.pk
        if key not in told:
            told[key] = ""
            told[key] = repr([value(row, field) for field in row._meta.concrete_fields])
        return told[key]

    def value(row, field):
        if field.primary_key or field.name == "hot" or isinstance(field, DateTimeField):
            return ""
        if field.is_relation:
            other = getattr(row, field.name)
            is_run = other is not None and type(other).__name__ == "ImportRun"
            return "" if other is None or is_run else tell(other)
        raw = getattr(row, field.attname)
        return re.sub(r", run \d+$", ", run", raw) if isinstance(raw, str) else raw

    ours = [
        model
        for label in ("accounts", "summaries")
        for model in apps.get_app_config(label).get_models()
    ]
    lines = sorted(
        f"{model.__name__} {tell(row)}"
        for model in ours
        if model.__name__ != "ImportRun"  # a run that was killed stays in the list of runs
        for row in model._base_manager.order_by("pk")
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest() + f" of {len(lines)} rows"


def search_is_whole() -> list[str]:
    from summaries.search import indexes

    return indexes.missing()


def migrate():
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    return [rows(), tables(), search_is_whole()]


def tables() -> str:
    """A digest of what the database is made of."""
    from django.db import connection

    asked = {
        "sqlite": "SELECT type, name, sql FROM sqlite_master",
        "postgresql": "SELECT table_name, column_name, data_type, column_default, is_nullable"
        " FROM information_schema.columns WHERE table_schema = 'public'"
        " UNION ALL SELECT tablename, indexname, indexdef, '', '' FROM pg_indexes"
        " UNION ALL SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), '', ''"
        " FROM pg_constraint"
        " UNION ALL SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid),"
        " tgenabled::text, ''"
        " FROM pg_trigger WHERE NOT tgisinternal",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(asked)
        found = sorted(map(repr, cursor.fetchall()))
    return hashlib.sha256("\n".join(found).encode()).hexdigest() + f" of {len(found)} parts"


def import_dumps(files: int):
    from django.core.management import call_command

    call_command("import_dumps", *sorted(DUMPS.glob("*.txt"))[:files], verbosity=0)
    return [rows(), search_is_whole()]


def load_public(folder: Path):
    """When the rows were in and only the texts were not, the documents name what goes on."""
    from django.core.management import CommandError, call_command

    try:
        call_command("load_public", folder, verbosity=0)
    except CommandError as error:
        if "not empty" not in str(error):
            raise
        call_command("render_summaries", verbosity=0, stdout=StringIO())
        call_command("recount", verbosity=0, stdout=StringIO())
    return [rows(), tables(), search_is_whole()]


def dump(folder: Path, files: int):
    from summaries import public_dump

    import_dumps(files)
    public_dump.write(folder)


def try_job(site: Site, job: str, moments: int, seed: int, files: int) -> dict:
    """Figures of one job; an AssertionError when a run after a kill is not like a clean one."""
    folder, work, base = (
        site.folder / "dump",
        {"migrate": migrate, "import_dumps": partial(import_dumps, files)}.get(job),
        "",
    )
    if job != "migrate":
        base = "migrated"
        site.copy("", base)
        site.run(base, migrate)
    if job == "load_public":
        site.copy(base, "dumped")
        site.run("dumped", lambda: dump(folder, files))
        work = lambda: load_public(folder)  # noqa: E731 - with the folder in it
    assert work is not None
    site.copy(base, "clean")
    total, expected = site.run("clean", work)
    chance = random.Random(seed)
    kills = sorted(chance.sample(range(1, total + 1), moments))
    began = time.monotonic()
    for kill_at in kills:
        site.copy(base, "killed")
        _, finished = site.run("killed", work, kill_at)
        assert finished is None, f"{job} was not killed at {kill_at}."
        _, found = site.run("killed", work)
        assert found == expected, f"{job}, killed at statement {kill_at}: {found}, not {expected}"
    seconds = round(time.monotonic() - began, 1)
    return {
        "job": job,
        "statements": total,
        "killed at": kills,
        "seconds": seconds,
        "like": expected,
    }


def prepare() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    os.chdir(ROOT)
    import django

    django.setup()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moments", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--files", type=int, default=1000, help="dumps to import, at most")
    parser.add_argument("--kind", choices=KINDS, action="append")
    parser.add_argument(
        "--job", choices=["migrate", "import_dumps", "load_public"], action="append"
    )
    chosen = parser.parse_args()
    for kind in chosen.kind or KINDS:
        with tempfile.TemporaryDirectory() as folder, database(kind, Path(folder)) as url:
            os.environ["DATABASE_URL"] = url
            child = os.fork()  # one set-up of Django for each database
            if not child:
                try_all(Site(kind, url, Path(folder)), chosen)
                os._exit(0)
            if os.waitpid(child, 0)[1]:
                sys.exit(f"{kind}: not the same after a kill, seed {chosen.seed}")


def try_all(site: Site, chosen) -> None:
    prepare()
    try:
        for job in chosen.job or ["migrate", "import_dumps", "load_public"]:
            figures = try_job(site, job, chosen.moments, chosen.seed, chosen.files)
            print(json.dumps({"database": site.kind, "seed": chosen.seed, **figures}), flush=True)
    except BaseException as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr, flush=True)
        os._exit(1)


if __name__ == "__main__":
    main()
