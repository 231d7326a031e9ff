"""Dumps in, rows written: all of a file or nothing of it, and safe to run twice."""

from .lock import Locked, import_lock
from .outcome import Outcome
from .records import Records
from .run import MOST_PROBLEMS, Run

__all__ = ["MOST_PROBLEMS", "Locked", "Outcome", "Records", "Run", "import_lock"]
