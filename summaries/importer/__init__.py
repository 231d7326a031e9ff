"""Dumps in, rows written: all of a file or nothing of it, and safe to run twice."""

from .lock import Locked, import_lock
from .outcome import Outcome
from .records import Records
from .run import Run

__all__ = ["Locked", "Outcome", "Records", "Run", "import_lock"]
