"""Reads a dump as a stream, entry by entry, so that its size does not matter."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from .frame import is_frame, take_off
from .records import DumpError, Entry, Problem
from .structure import repair

LINK = re.compile(rb"(?:.*\|)?[\s\xef\xbb\xbf]*\[link\][ \t]*\r?\n?", re.DOTALL)
HTML = re.compile(rb"[\s\xef\xbb\xbf]*<(?:!doctype|html|head|body|\?xml)\b", re.IGNORECASE)
CONTROL = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]")
CAP = 1_000_000  # bytes of one entry; the longest real one has 13,000
PIECE = 65_536


class Chunk:
    """The bytes between two `[link]` lines; beyond the cap they are counted, not held."""

    def __init__(self, number: int, line: int):
        self.number, self.line, self.size = number, line, 0
        self.pieces: list[bytes] = []

    def add(self, piece: bytes) -> None:
        self.size += len(piece)
        if self.size <= CAP:
            self.pieces.append(piece)
        else:
            del self.pieces[1:]  # the first tells what kind of file this is

    def problem(self, message: str) -> Problem:
        return Problem(self.number, self.line, message)


def parse(stream: BinaryIO) -> Iterator[Entry | Problem]:
    """The entries of a dump in order. Raises DumpError, and nothing else, for what is no dump."""
    chunks = _chunks(stream)
    preamble = next(chunks)
    data = b"".join(preamble.pieces)
    if HTML.match(data):
        raise DumpError("an HTML page, not a text dump", 1)
    yield from _left_over(preamble, data)
    found = False
    for chunk in chunks:
        found = True
        yield _entry(chunk)
    if not found:
        raise DumpError("holds no entry: no line says [link]" if data.strip() else "empty")


def _chunks(stream: BinaryIO) -> Iterator[Chunk]:
    """The text before the first entry, then the entries."""
    chunk, line, at_line_start = Chunk(0, 1), 1, True
    while piece := stream.readline(PIECE):
        if at_line_start and len(piece) < PIECE and LINK.fullmatch(piece):
            chunk.add(piece[: piece.rindex(b"[link]")])
            yield chunk
            chunk = Chunk(chunk.number + 1, line)
        else:
            chunk.add(piece)
        at_line_start = piece.endswith(b"\n")
        line += at_line_start
    yield chunk


def _left_over(preamble: Chunk, data: bytes) -> Iterator[Problem]:
    """Text before the first entry is named, never lost in silence."""
    if preamble.size > CAP:
        raise DumpError("holds no entry in its first megabyte")
    if not is_frame(decode(data, 1)):
        yield preamble.problem("text before the first [link] belongs to no entry and was left out")


def decode(data: bytes, line: int) -> str:
    """Text of these bytes, which begin at this line; DumpError names the line at fault."""
    if b"\0" in data:
        at = line + data.count(b"\n", 0, data.index(b"\0"))
        raise DumpError("a NUL byte, so this is not text", at)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        at = line + data.count(b"\n", 0, error.start)
        raise DumpError("not UTF-8", at) from None


def _entry(chunk: Chunk) -> Entry | Problem:
    if chunk.size > CAP:
        return chunk.problem(f"an entry of {chunk.size} bytes; at most {CAP} are read")
    original = b"".join(chunk.pieces)
    try:
        text = decode(original, chunk.line + 1)
    except DumpError as error:
        return chunk.problem(str(error))
    body, comments = take_off(text.replace("\r\n", "\n").replace("\r", "\n"))
    if not any(character.isalnum() for character in body):
        return chunk.problem("an entry without text")
    return _repaired(chunk, original, body, comments)


def _repaired(chunk: Chunk, original: bytes, body: str, comments: int | None) -> Entry:
    clean = CONTROL.sub(" ", body)
    markdown, warnings = repair(clean)
    if clean != body:
        warnings = [*warnings, "control characters became spaces"]
    return Entry(chunk.number, chunk.line, original, body, markdown, comments, warnings)
