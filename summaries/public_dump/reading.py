"""Read the lines of a dump, a thousand at a time, each by its number."""

import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from summaries.unfolding import unfolded

from .manifest import in_words
from .problems import DumpError
from .rows import Row

Kind = TypeVar("Kind", bound=Row)
BATCH = 1_000
LONGEST_LINE = 200_000_000  # bytes; the most that one summary with its versions may take


def batches(path: Path, kind: type[Kind]) -> Iterator[list[tuple[int, Kind]]]:
    """Number and content of each line; DumpError for one that is no such row."""
    rows = _rows(path, kind)
    while batch := list(islice(rows, BATCH)):
        yield batch


def _rows(path: Path, kind: type[Kind]) -> Iterator[tuple[int, Kind]]:
    for number, line in enumerate(_lines(path), start=1):
        try:
            yield number, kind.model_validate_json(line)
        except ValidationError as error:
            raise DumpError(f"{path.name}, line {number}: {in_words(error)}") from error


def _lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as packed:
        file = unfolded(packed) if path.suffix == ".gz" else packed
        try:
            while line := file.readline(LONGEST_LINE):
                yield line
        except (EOFError, OSError, zlib.error) as error:
            raise DumpError(f"{path.name} cannot be read: {error}") from error
