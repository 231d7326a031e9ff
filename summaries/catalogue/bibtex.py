"""BibTeX in: the good entries of any file, whatever else is in it, one at a time."""

import logging
import re
from collections.abc import Iterable, Iterator
from typing import TextIO

import bibtexparser
from bibtexparser.model import DuplicateFieldKeyBlock, ParsingFailedBlock

from .bibtex_facts import record_of
from .bibtex_values import MONTHS, Strings, text_of
from .blocks import Block, blocks
from .entry import Entry

# It tells on standard error of everything that it cannot read; so do our entries.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL + 1)

_OPENING = re.compile(r"\s*@\s*(\w+)\s*[{(]")
_PASSED_OVER = {"comment", "preamble"}
MOST_STRINGS = 10_000  # abbreviations that a file may define


def read_bibtex(source: str | TextIO) -> Iterator[Entry]:
    """The entries one by one, each a record or a problem with its line; never raises."""
    strings: Strings = dict(MONTHS)
    for block in blocks(source, _OPENING):
        kind = block.kind.lower()
        if kind in _PASSED_OVER:
            continue
        if kind == "string":
            _define(block, strings)
        else:
            yield from _entries(block, strings)


def _define(block: Block, strings: Strings) -> None:
    if len(strings) < MOST_STRINGS and not block.problem:
        for string in bibtexparser.parse_string(block.text, parse_stack=[]).strings:
            strings[string.key.lower()] = text_of(string.value, strings)


def _entries(block: Block, strings: Strings) -> Iterator[Entry]:
    if block.problem:
        yield Entry(block.line, problem=block.problem)
        return
    library = bibtexparser.parse_string(block.text, parse_stack=[])
    found = [*library.entries, *map(_failed, library.failed_blocks)]
    for each in sorted(filter(None, found), key=lambda each: each.start_line or 0):
        line = block.line + (each.start_line or 0)
        if isinstance(each, ParsingFailedBlock):
            yield Entry(line, problem="The entry has no end, or a field without a value.")
        else:
            yield _entry(line, each, strings)
    if not found:
        yield Entry(block.line, problem="The entry cannot be read.")


def _failed(block):
    """The entry itself, where only a field stands in it twice: the first one counts."""
    return block.ignore_error_block if isinstance(block, DuplicateFieldKeyBlock) else block


def _entry(line: int, entry, strings: Strings) -> Entry:
    fields = _fields(entry.fields, strings)
    record = record_of(entry.entry_type.lower(), entry.key, fields)
    return Entry(line, record) if record.title else Entry(line, problem="The entry has no title.")


def _fields(fields: Iterable, strings: Strings) -> dict[str, str]:
    """Name in small letters → value without its braces or quotes; the first one counts."""
    return {field.key.lower(): text_of(str(field.value), strings) for field in reversed([*fields])}
