"""arXiv's snapshot of its metadata in: JSON, one preprint a line."""

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from summaries.identifiers import ARXIV, DOI, normal_form
from summaries.names import is_collective

from .entry import Entry
from .latex import plain
from .record import Name, Record

LONGEST = 2_000_000  # bytes of a line: some have thousands of authors
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")


def read_arxiv(stream: BinaryIO) -> Iterator[Entry]:
    """The preprints, each a record or a problem with its line; never raises."""
    number = 0
    while line := stream.readline(LONGEST):
        number += 1
        if len(line) == LONGEST and not line.endswith(b"\n"):
            _skip_rest(stream)
            yield Entry(number, problem="The line is too long.")
        elif line.strip():
            yield _entry(number, line)


def _skip_rest(stream: BinaryIO) -> None:
    while (rest := stream.readline(LONGEST)) and not rest.endswith(b"\n"):
        pass


def _entry(number: int, line: bytes) -> Entry:
    try:
        facts = json.loads(line)
    except (ValueError, RecursionError):
        return Entry(number, problem="The line is no JSON.")
    try:
        record = _record(facts)
    except (ValueError, TypeError, AttributeError, KeyError):
        return Entry(number, problem="The line is no description of a preprint.")
    return Entry(number, record) if record.title else Entry(number, problem="It has no title.")


def _record(facts: dict[str, Any]) -> Record:
    authors = tuple(name for name in map(_name, facts["authors_parsed"]) if name.full)
    for text in (facts["title"], facts.get("abstract") or "", *(name.full for name in authors)):
        text.encode()  # half a sign, which JSON can spell, is refused
    return Record(
        title=plain(facts["title"]),
        source="arxiv",
        authors=authors,
        year=_year(facts),
        kind="preprint",
        abstract=plain(facts.get("abstract") or ""),
        keywords=tuple((facts.get("categories") or "").split()),
        arxiv=normal_form(ARXIV, str(facts["id"])),
        doi=_doi(facts.get("doi") or ""),
    )


def _name(told: list[str]) -> Name:
    """Family name, given name and suffix, as the snapshot parts them."""
    family, given, suffix = (plain(part) for part in [*told, "", "", ""][:3])
    full = " ".join(filter(None, (given, family, suffix)))
    if not given and is_collective(full):
        return Name(full=full, is_collective=True)
    return Name(full=full, family=family)


def _year(facts: dict[str, Any]) -> int | None:
    """That of the first version."""
    first = (facts.get("versions") or [{}])[0].get("created", "")
    match = _YEAR.search(first or facts.get("update_date") or "")
    return int(match[0]) if match else None


def _doi(text: str) -> str:
    """The first one, where authors gave several."""
    try:
        return normal_form(DOI, next(iter(text.split()), ""))
    except ValueError:
        return ""
