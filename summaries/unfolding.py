"""Compressed files, read as far as they are what people keep: a few kilobytes may unfold to
terabytes.
"""

import gzip
import io
from typing import BinaryIO, cast

MOST_TIMES = 100  # its size; real dumps unfold to six to twenty times theirs
ALWAYS_FREE = 64 << 20  # bytes that any file may unfold to


class Bomb(OSError):
    """A file that unfolds to more than any honest one; the message says so."""


class _Bounded(io.RawIOBase):
    """What is in a gzip file, as long as it stays in proportion to the file."""

    def __init__(self, packed: BinaryIO) -> None:
        self.packed, self.size = packed, 0
        self.unpacked = gzip.GzipFile(fileobj=packed)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        chunk = self.unpacked.read(len(buffer))
        self.size += len(chunk)
        if self.size > ALWAYS_FREE and self.size > MOST_TIMES * self.packed.tell():
            raise Bomb(f"it unfolds to more than {MOST_TIMES} times its size")
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def close(self) -> None:
        self.packed.close()
        super().close()


def unfolded(packed: BinaryIO) -> BinaryIO:
    """What the gzip file holds; reading may raise Bomb, and what gzip raises on damage."""
    return cast(BinaryIO, io.BufferedReader(_Bounded(packed), 1 << 16))
