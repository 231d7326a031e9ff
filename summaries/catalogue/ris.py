"""RIS in: the good entries of any file, whatever else is in it, one at a time."""

import re
from collections.abc import Iterator
from typing import Any, TextIO

import rispy

from summaries import names
from summaries.identifiers import ARXIV, DOI, KEY, PUBMED, URL, Reference, recognise

from .blocks import Block, blocks
from .entry import Entry
from .record import Name, Record

_OPENING = re.compile(r"\ufeff?\s*(TY)\s{0,3}-")
_TAG = re.compile(r"([A-Z][A-Z0-9]) {1,3}- ?")
_KINDS = {
    **dict.fromkeys(("JOUR", "JFULL", "EJOUR", "MGZN", "NEWS", "ABST", "INPR"), "article"),
    **dict.fromkeys(("CONF", "CPAPER"), "conference"),
    **dict.fromkeys(("BOOK", "EBOOK", "EDBOOK"), "book"),
    **dict.fromkeys(("CHAP", "ECHAP"), "chapter"),
    **{"THES": "thesis", "RPRT": "report", "UNPB": "preprint", "UNPD": "preprint"},
}
_TITLES = ("title", "primary_title", "translated_title")
_CONTAINERS = ("secondary_title", "journal_name", "alternate_title3", "alternate_title1")
_MAY_NAME = ("doi", "urls", "file_attachments1", "accession_number", "journal_name", "id", "notes")


def read_ris(source: str | TextIO) -> Iterator[Entry]:
    """The entries one by one, each a record or a problem with its line; never raises."""
    for block in blocks(source, _OPENING):
        yield _entry(block)


def _entry(block: Block) -> Entry:
    if block.problem:
        return Entry(block.line, problem=block.problem)
    found = rispy.loads(_tidied(block.text))
    record = _record(found[0]) if found else None
    if record is None or not record.title:
        return Entry(block.line, problem="The entry has no title.")
    return Entry(block.line, record)


def _tidied(text: str) -> str:
    """With two blanks behind each tag, whatever a program wrote, and an end at the end."""
    lines = (_TAG.sub(r"\1  - ", line.lstrip("\ufeff \t"), count=1) for line in text.splitlines())
    return "\n".join([*(line for line in lines if not line.startswith("ER  -")), "ER  - "])


def _record(fields: dict[str, Any]) -> Record:
    known = _identifiers(fields)
    kind = _KINDS.get(fields["type_of_reference"].strip().upper(), "other")
    container = _first(fields, *_CONTAINERS)
    return Record(
        title=_first(fields, *_TITLES),
        source="ris",
        authors=_authors(fields),
        year=_year(_first(fields, "year", "publication_year", "date")),
        kind="preprint" if ARXIV in known and not container else kind,
        container=container,
        volume=_first(fields, "volume"),
        number=_first(fields, "number"),
        pages="-".join(filter(None, (_first(fields, "start_page"), _first(fields, "end_page")))),
        publisher=_first(fields, "publisher"),
        abstract=_first(fields, "abstract", "notes_abstract"),
        keywords=tuple(" ".join(word.split()) for word in fields.get("keywords", ())),
        dblp=known.get(KEY, ""),
        doi=known.get(DOI, ""),
        arxiv=known.get(ARXIV, ""),
        pubmed=known.get(PUBMED, ""),
        url=known.get(URL, ""),
    )


def _first(fields: dict[str, Any], *tags: str) -> str:
    return next((" ".join(str(fields[tag]).split()) for tag in tags if fields.get(tag)), "")


def _authors(fields: dict[str, Any]) -> tuple[Name, ...]:
    written = fields.get("first_authors") or fields.get("authors") or ()
    found = (names.parse(text) for text in written)
    return tuple(name for name in found if name.full)


def _year(text: str) -> int | None:
    match = re.search(r"(?<!\d)[12]\d{3}(?!\d)", text)
    return int(match[0]) if match else None


def _identifiers(fields: dict[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in _MAY_NAME:
        values = fields.get(tag) or ()
        for text in [values] if isinstance(values, str) else values:
            for scheme, value in _named_by(text):
                found.setdefault(scheme, value)
    return found


def _named_by(text: str) -> list[Reference]:
    """An address only where it shows nothing better known."""
    told = recognise(text)
    is_page = all(scheme == URL for scheme, _ in told)
    return [each for each in told if is_page or each.scheme != URL]
