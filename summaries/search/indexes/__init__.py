"""The indexes behind the search: what makes them, keeps them current, and rebuilds them.

Django rebuilds a table on SQLite when a column changes, and the table's triggers are gone:
such a migration has to call `create()` again, and tests/test_search_indexes.py fails without.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from django.db import connection

from . import postgresql, sqlite
from .columns import refold


def _of_database() -> ModuleType:
    return postgresql if connection.vendor == "postgresql" else sqlite


def missing() -> list[str]:
    """The names of indexes and triggers that should be there, in force, and are not."""
    return _of_database().missing()


def create() -> None:
    """Make what is missing; on SQLite, new indexes are empty until `rebuild`."""
    _of_database().create()


def drop() -> None:
    _of_database().drop()


def catch_up() -> None:
    """Put into the indexes what was written while they did not look."""
    _of_database().resume()


def rebuild() -> int:
    """Write everything anew that the search derives; how many rows had words of an older kind."""
    with paused():
        return refold()


@contextmanager
def paused() -> Iterator[None]:
    """Leave the indexes as they are during a bulk load; bring them up to date at its end.

    Meanwhile new papers may not be found. A process that is killed in between leaves them so:
    `manage.py reindex` repairs that. In a transaction the pause is taken back with all the rest.
    """
    _of_database().pause()
    try:
        yield
    except BaseException:
        if not connection.in_atomic_block:
            catch_up()
        raise
    catch_up()


@contextmanager
def left_out() -> Iterator[None]:
    """In a transaction that fills empty tables: whoever does so writes `search_names`, too."""
    _of_database().pause()
    yield
    _of_database().go_on()
