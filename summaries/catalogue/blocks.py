"""A file of references cut into entries, so that one bad or endless entry costs only itself."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

MOST = 200_000  # signs of one entry
TOO_LONG = f"The entry is longer than {MOST:,} signs, or has no end."


@dataclass(frozen=True)
class Block:
    """What stands between two openings."""

    line: int
    kind: str  # what the opening said
    text: str
    problem: str = ""


def blocks(source: str | TextIO, opening: re.Pattern[str]) -> Iterator[Block]:
    """The blocks that begin where a line matches `opening`, with the kind as its group 1."""
    lines: list[str] = []
    kind, first, size = "", 0, 0
    for number, line in _lines(source):
        if match := opening.match(line):
            if kind:
                yield _block(first, kind, lines, size)
            lines, kind, first, size = [], match[1], number, 0
        size += len(line)
        if kind and size <= MOST:
            lines.append(line)
    if kind:
        yield _block(first, kind, lines, size)


def _block(line: int, kind: str, lines: list[str], size: int) -> Block:
    if size > MOST:
        return Block(line, kind, "", TOO_LONG)
    return Block(line, kind, "".join(lines))


def _lines(source: str | TextIO) -> Iterator[tuple[int, str]]:
    """Numbered from 1; of an endless line the pieces have one number."""
    stream = io.StringIO(source, newline=None) if isinstance(source, str) else source
    number = 1
    while line := stream.readline(MOST):
        yield number, line.replace("\0", "")
        number += line.endswith("\n")
