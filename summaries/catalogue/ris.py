"""RIS in: the good entries of any file, whatever else is in it."""

from collections.abc import Iterator
from typing import TextIO

from .entry import Entry


def read_ris(source: str | TextIO) -> Iterator[Entry]:
    """The entries one by one, each a record or a problem with its line; never raises."""
    yield from ()
