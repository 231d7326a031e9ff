"""Everything works through a real PgBouncer in transaction mode, where no session lasts."""

import threading

import pytest

from tests.pgbouncer import find_pgbouncer, pgbouncer
from tests.postgres import find_postgres, temporary_postgres
from tests.processes import python, said
from tests.serving import serving

PREPARE = """
from django.core.management import call_command
from django.db import connection
from shortsci.databases import TIMEOUTS
call_command("migrate", verbosity=0)
with connection.cursor() as cursor:
    for name, value in TIMEOUTS.items():
        cursor.execute(f"ALTER ROLE postgres SET {name} = '{value}'")
from tests.factories import make_paper, make_summary, make_user
paper = make_paper(key="conf/nips/Deep", title="A deep study")
for number in range(12):
    make_summary(author=make_user(f"writer{number}"), paper=paper)
"""
COMMANDS = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("import_dumps", "fixtures/dumps/000_2e926d442520fb63.txt")
call_command("dump_public", publish=True)
call_command("recount", "--check")
call_command("reindex")
call_command("count_votes")
call_command("sweep_pictures")
"""
LOCK = """
import sys
from summaries.importer.lock import Locked, import_lock
from summaries.models import Paper
try:
    with import_lock():
        print("held", flush=True)
        for _ in range(5):
            Paper.objects.count()
        sys.stdin.readline()
except Locked:
    print("locked")
"""
SHOW = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SHOW statement_timeout")
    print(cursor.fetchone()[0])
"""
READ = ["/", "/search/?q=deep+study", "/papers/conf/nips/Deep/", "/people/", "/readyz"]


@pytest.fixture(scope="module")
def urls():
    """Of the server itself, and through a PgBouncer that has three connections to it."""
    assert find_pgbouncer(), "This test needs pgbouncer (apt install pgbouncer)."
    with temporary_postgres(find_postgres()) as direct, pgbouncer(direct, 3) as pooled:
        said(python(direct, PREPARE))
        yield direct, pooled


def behind(url, program, **environment):
    return python(url, program, DATABASE_PGBOUNCER="1", **environment)


def test_startup_options_are_what_it_refuses(urls):
    _, pooled = urls

    refused = python(pooled, SHOW)
    _, errors = refused.communicate()

    assert refused.returncode != 0
    assert "unsupported startup parameter" in errors


def test_the_limits_of_time_come_from_the_role(urls):
    _, pooled = urls

    assert said(behind(pooled, SHOW)) == "30s\n"


def test_a_role_without_limits_is_told_of(urls):
    """Asked through a new PgBouncer, for a connection keeps what its role had at its beginning."""
    direct, _ = urls
    check = "from django.core.management import call_command\n" + (
        "call_command('check', deploy=True, databases=['default'], tags=['database'])"
    )
    change = "from django.db import connection\nconnection.cursor().execute(%r)"

    said(python(direct, change % "ALTER ROLE postgres RESET lock_timeout"))
    with pgbouncer(direct, 1) as pooled:
        _, errors = behind(pooled, check, DATABASE_POOL_SIZE="0").communicate()
    said(python(direct, change % "ALTER ROLE postgres SET lock_timeout = '10s'"))

    assert "no lock_timeout" in errors
    assert "no statement_timeout" not in errors


def test_migrations_and_the_commands_of_the_timers_work_through_it(urls, tmp_path):
    _, pooled = urls

    said(behind(pooled, COMMANDS, MEDIA_ROOT=str(tmp_path)))


def test_only_one_import_at_a_time(urls):
    """A lock of the session would stay with whatever connection was free at that moment."""
    _, pooled = urls
    first = behind(pooled, LOCK)
    assert first.stdout.readline() == "held\n"

    assert said(behind(pooled, LOCK)) == "locked\n"
    said(first, "go on\n")
    assert said(behind(pooled, LOCK), "go on\n") == "held\n"


def test_more_readers_than_connections_all_get_their_pages(urls, tmp_path):
    _, pooled = urls
    answers = []
    with serving(pooled, tmp_path, DATABASE_PGBOUNCER="1", DATABASE_POOL_SIZE="0") as server:

        def read():
            answers.extend(server.get(path).status for path in READ * 3)

        readers = [threading.Thread(target=read) for _ in range(8)]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()

    assert len(answers) == 8 * 3 * len(READ)
    assert set(answers) == {200}
