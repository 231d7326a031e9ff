"""Text dumps of summaries: bytes in, entries with repaired markdown out. Plain Python."""

from .files import DumpFile, iter_files
from .links import linked_keys
from .reader import parse
from .records import DumpError, Entry, Problem, letters
from .structure import repair

__all__ = [
    "DumpError",
    "DumpFile",
    "Entry",
    "Problem",
    "iter_files",
    "letters",
    "linked_keys",
    "parse",
    "repair",
]
