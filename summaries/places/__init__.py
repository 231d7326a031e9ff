"""What keeps the places of summaries in sections, and of papers under keywords, as they should be.

Triggers do it, so that nothing that writes has to think of it. Django rebuilds a table on SQLite
when a column changes, and its triggers are gone: such a migration has to call `create` again.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps as installed
from django.db import connection, transaction

from summaries.batches import batches

from . import waiting
from .statements import PLACED, Placed
from .triggers import TRIGGERS, Trigger

BATCH = 2_000


def _is_postgresql() -> bool:
    return connection.vendor == "postgresql"


def missing() -> list[str]:
    """The names of triggers that should be there, in force, and are not."""
    if _is_postgresql():
        there = "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'"
    else:
        there = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    with connection.cursor() as cursor:
        cursor.execute(there)
        found = {name for (name,) in cursor.fetchall()}
    return sorted({trigger.name for trigger in TRIGGERS} - found)


@transaction.atomic
def create() -> None:
    """Make what is not there yet; triggers of PostgreSQL do what stands here from then on."""
    absent, written = set(missing()), Trigger.for_sqlite
    if _is_postgresql():
        written = Trigger.for_postgresql
        _run([waiting.WAITING, *(trigger.function() for trigger in TRIGGERS)])
    _run(written(trigger) for trigger in TRIGGERS if trigger.name in absent)


def steps(apps=installed) -> Iterator[tuple[Placed, str, str]]:
    """Each table, and what tells a few of its owners: in what should be there, and in what is."""
    for table in PLACED:
        rows = apps.get_model("summaries", table.model)._default_manager.all()
        for keys in batches(rows, BATCH):
            yield table, *table.among(keys)


def fill(apps) -> None:
    """Put everything in its place that is in none yet; in steps, for others go on writing."""
    for table, which, _ in steps(apps):
        _run([table.place(which)])


@contextmanager
def paused() -> Iterator[None]:
    """Leave places alone during a bulk load, and put in at once at its end what is missing.

    Triggers would take longer than the rows. In a transaction a load that fails takes it back.
    """
    _switch("DISABLE")
    try:
        yield
    except BaseException:
        if not connection.in_atomic_block:
            _switch("ENABLE")
        raise
    _switch("ENABLE")
    _run(table.place("1 = 1") for table in PLACED)


def _switch(how: str) -> None:
    """ENABLE or DISABLE all triggers. Readers are not kept waiting."""
    if _is_postgresql():
        _run(f"ALTER TABLE {each.table} {how} TRIGGER {each.name}" for each in TRIGGERS)
    elif how == "ENABLE":
        create()
    else:
        drop()


def drop() -> None:
    if _is_postgresql():
        names = [*(trigger.name for trigger in TRIGGERS), waiting.NAME]
        _run(f"DROP FUNCTION IF EXISTS {name} CASCADE" for name in names)
    else:
        _run(f"DROP TRIGGER IF EXISTS {trigger.name}" for trigger in TRIGGERS)


def _run(statements) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
