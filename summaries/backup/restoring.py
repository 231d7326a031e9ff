"""Put a backup in the place of what is there."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.cache import caches
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model

from shortsci.kept_pages.clock import unheard
from summaries.importer import import_lock
from summaries.models import LogEntry, Paper

from . import media, postgresql, sqlite
from .archive import Reader, opened
from .manifest import Manifest
from .problems import BackupError

OURS = ("accounts", "summaries")
RESTORE = {"sqlite": sqlite.restore, "postgresql": postgresql.restore}


def check(path: Path, *, from_elsewhere: bool = False) -> Manifest:
    """Read all of it; BackupError when a byte is not as it was."""
    with opened(path, from_elsewhere=from_elsewhere) as reader:
        reader.verify()
        return reader.manifest


def restore(
    path: Path,
    *,
    replace: bool = False,
    from_elsewhere: bool = False,
    tell: Callable[[str], object] = lambda line: None,
) -> Manifest:
    """Pictures first, then the database in one transaction, then what is no longer wanted goes:
    wherever it stops, each text has its pictures, and it can be run again.
    """
    with opened(path, from_elsewhere=from_elsewhere) as reader:
        tell("Checking …")
        reader.verify()
        _refuse_unless_fit(reader.manifest)
        left_over = media.strangers(reader.manifest.media)
        if not replace:
            _refuse_unless_empty(left_over)
        with import_lock():
            tell("Pictures …")
            media.restore(reader)
            tell("Database …")
            _restore_database(reader)
        media.remove(left_over)
    _forget()
    return reader.manifest


def _forget() -> None:
    """Counts, answers and pages of another past. A cache that is away is no reason to call what
    is restored a failure.
    """
    for each in caches:
        with unheard():
            caches[each].clear()


def _refuse_unless_fit(manifest: Manifest) -> None:
    if manifest.state.engine != connection.vendor:
        engines = f"it is one of {manifest.state.engine}, and this site has {connection.vendor}"
        raise BackupError(engines)
    known = MigrationLoader(None).disk_migrations
    for app, name in manifest.state.migrations:
        if app in OURS and (app, name) not in known:
            raise BackupError(f"it was made by a newer release, which has {app}.{name}")


def _refuse_unless_empty(left_over: list[str]) -> None:
    for model in (get_user_model(), Paper, LogEntry):
        if _has_rows(model):
            names = model._meta.verbose_name_plural
            raise BackupError(f"the site is not empty: there are {names} in it")
    if left_over:
        raise BackupError(f"there are files that the backup does not have: {left_over[0]}")


def _has_rows(model: type[Model]) -> bool:
    try:
        return model._default_manager.exists()
    except DatabaseError:  # nobody has run `migrate` yet
        return False


def _restore_database(reader: Reader) -> None:
    with tempfile.TemporaryDirectory(prefix="shortscience-restore-") as folder:
        content = reader.read(reader.manifest.database)
        RESTORE[connection.vendor](content, reader.manifest.state, Path(folder))
