"""Finds the dumps that a person names: files, folders, or `-` for standard input."""

import gzip
import os
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from summaries.unfolding import Bomb, unfolded

from .records import DumpError

SUFFIXES = (".txt", ".txt.gz")


@dataclass(frozen=True)
class DumpFile:
    """A dump to read; `error` says why it cannot be read at all."""

    name: str
    path: Path | None = None
    error: str = ""

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """Its bytes. Raises DumpError where the operating system would raise its own."""
        if self.error:
            raise DumpError(self.error)
        if self.path is None:
            yield sys.stdin.buffer
            return
        try:
            with self.path.open("rb") as file:
                yield cast(BinaryIO, Unfolding(file)) if self.name.endswith(".gz") else file
        except OSError as error:
            raise DumpError(error.strerror or "cannot be read") from None


class Unfolding:
    """A gzip stream whose lines can be read."""

    def __init__(self, file: BinaryIO):
        self.file = unfolded(file)

    def readline(self, size: int = -1) -> bytes:
        try:
            return self.file.readline(size)
        except Bomb as error:
            raise DumpError(str(error)) from None
        except (EOFError, gzip.BadGzipFile, zlib.error):
            raise DumpError("damaged: it does not unfold as gzip") from None


def iter_files(paths: Iterable[str | Path]) -> Iterator[DumpFile]:
    """The dumps under these paths in order; what is no dump comes as a file with an error."""
    for path in paths:
        if str(path) == "-":
            yield DumpFile("-")
        elif os.path.isdir(path):
            yield from _in_folder(Path(path))
        elif not os.path.lexists(path):
            yield DumpFile(_spelt(str(path)), error="no such file or folder")
        else:
            yield DumpFile(_spelt(Path(path).name), Path(path))


def _in_folder(folder: Path) -> Iterator[DumpFile]:
    try:
        found = sorted(path for path in folder.iterdir() if path.name.endswith(SUFFIXES))
    except OSError as error:
        yield DumpFile(_spelt(str(folder)), error=error.strerror or "cannot be read")
        return
    if not found:
        yield DumpFile(_spelt(str(folder)), error="a folder without dumps (*.txt, *.txt.gz)")
    yield from (DumpFile(_spelt(path.name), path) for path in found)


def _spelt(name: str) -> str:
    """The name as text: bytes that are not UTF-8 and control characters in ASCII letters."""
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)
