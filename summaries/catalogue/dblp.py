"""The XML dump of dblp in, one record at a time, however large the file is."""

import re
import zlib
from collections.abc import Iterator
from html.entities import name2codepoint
from typing import BinaryIO
from urllib.parse import unquote
from xml.parsers import expat

from summaries.names import without_number

from .entry import Entry
from .record import Name, Record

KINDS = {
    "article": "article",
    "inproceedings": "conference",
    "incollection": "chapter",
    "book": "book",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
}
PASSED_OVER = {"proceedings", "www", "data", "person"}  # no papers
CHUNK = 1 << 18
MOST_TEXT = 500_000  # signs of one record, its markup included
EACH_FIELD = 20  # signs that a field counts for, so that their number is bounded as well
DEEPEST = 20
LONGEST_TAG = 1_000_000  # bytes; the parser holds one until it ends

_DOI = re.compile(r"https?://(?:dx\.)?doi\.org/(10\..+)", re.I)
_ARXIV = re.compile(r"https?://arxiv\.org/abs/(.+?)(?:v\d+)?", re.I)
_ARXIV_DOI = "10.48550/arxiv."
_ORCID = re.compile(r"(?:\d{4}-){3}\d{3}[\dX]", re.A)


class Refused(Exception):
    """What no dump of dblp has, and an attack may."""


def read_dblp(stream: BinaryIO) -> Iterator[Entry]:
    """The papers of the dump, each a record or a problem with its line.

    A fault of the XML itself is the last problem; only a file that cannot be read raises.
    """
    reader = _Reader()
    try:
        while chunk := stream.read(CHUNK):
            reader.take(chunk)
            yield from reader.taken()
        reader.parser.Parse(b"", True)
    except (expat.ExpatError, Refused, UnicodeError, ValueError) as error:
        yield from reader.taken()
        yield Entry(reader.parser.CurrentLineNumber, problem=f"No XML of dblp from here: {error}.")
    except (OSError, EOFError, zlib.error):
        yield from reader.taken()
        raise


class _Reader:
    """Collects what the parser reports; depth 1 is a record, depth 2 a field, below is markup."""

    def __init__(self) -> None:
        self.depth, self.line, self.size, self.given = 0, 0, 0, 0
        self.record: dict[str, str] = {}
        self.fields: list[tuple[str, str, dict[str, str]]] = []
        self.text: list[str] = []
        self.entries: list[Entry] = []
        self.opened: dict[str, str] = {}
        self.parser = self._parser()

    def take(self, chunk: bytes) -> None:
        self.parser.Parse(chunk, False)
        self.given += len(chunk)
        if self.given - self.parser.CurrentByteIndex > LONGEST_TAG + len(chunk):
            raise Refused("a tag does not end")

    def taken(self) -> list[Entry]:
        """What was read since the last time."""
        taken, self.entries = self.entries, []
        return taken

    def _parser(self):
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.UseForeignDTD(True)  # so that what its DTD names is left to us
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.SkippedEntityHandler = self._entity
        parser.EntityDeclHandler = self._declaration
        return parser

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Refused("it is nested too deeply")
        if self.depth == 2:
            self.line, self.size = self.parser.CurrentLineNumber, 0
            self.record, self.fields = attributes, []
        elif self.depth == 3:
            self.text, self.opened = [], attributes
            self.size += EACH_FIELD + sum(map(len, attributes.values()))

    def _characters(self, text: str) -> None:
        if self.depth > 2:
            self.size += len(text)
            if self.size <= MOST_TEXT:
                self.text.append(text)

    def _end(self, tag: str) -> None:
        if self.depth == 3:
            if self.size <= MOST_TEXT:  # a record may have fields without end
                self.fields.append((tag, "".join(self.text), self.opened))
        elif self.depth == 2 and tag not in PASSED_OVER:
            self.entries.append(self._entry(tag))
        self.depth -= 1

    def _entry(self, tag: str) -> Entry:
        if self.size > MOST_TEXT:
            return Entry(self.line, problem="The record is too long.")
        if tag not in KINDS:
            return Entry(self.line, problem=f"“{tag[:40]}” is no kind of record.")
        record = _record(tag, self.record, self.fields)
        problem = "" if record.title and record.dblp else "The record has no key or no title."
        return Entry(self.line, problem=problem) if problem else Entry(self.line, record)

    def _entity(self, name: str, is_parameter: bool) -> None:
        if not is_parameter and name in name2codepoint:
            self._characters(chr(name2codepoint[name]))
        elif not is_parameter:
            raise Refused(f"“&{name[:40]};” is no character")

    def _declaration(self, name: str, *_) -> None:
        raise Refused("it declares entities")


def _record(tag: str, attributes: dict[str, str], fields: list) -> Record:
    told: dict[str, str] = {}
    for name, text, _ in fields:
        told.setdefault(name, " ".join(text.split()))
    links = [text.strip() for name, text, _ in fields if name == "ee"]
    doi, arxiv, url = _links(links)
    key = attributes.get("key", "").strip()
    is_preprint = key.startswith("journals/corr/") or attributes.get("publtype") == "informal"
    return Record(
        title=told.get("title", "").removesuffix("."),
        source="dblp",
        authors=tuple(_name(*each) for name, *each in fields if name == "author"),
        year=int(told["year"]) if told.get("year", "").isdecimal() else None,
        kind="preprint" if is_preprint else KINDS[tag],
        container=told.get("journal") or told.get("booktitle", ""),
        volume=told.get("volume", ""),
        number=told.get("number", ""),
        pages=told.get("pages", ""),
        publisher=told.get("publisher") or told.get("school", ""),
        dblp=key,
        doi=doi,
        arxiv=arxiv,
        url=url,
    )


def _name(text: str, attributes: dict[str, str]) -> Name:
    stated = " ".join(text.split())
    orcid = attributes.get("orcid", "")
    valid = orcid if _ORCID.fullmatch(orcid) else ""
    return Name(full=without_number(stated), dblp=stated, orcid=valid)


def _links(links: list[str]) -> tuple[str, str, str]:
    """DOI, arXiv id, and where there is neither, the first address."""
    doi = arxiv = ""
    for link in links:
        if match := _DOI.fullmatch(link):
            name = unquote(match[1]).lower()
            if name.startswith(_ARXIV_DOI):
                arxiv = arxiv or name.removeprefix(_ARXIV_DOI)
            else:
                doi = doi or name
        elif match := _ARXIV.fullmatch(link):
            arxiv = arxiv or match[1]
    return doi, arxiv, "" if doi or arxiv else next(iter(links), "")
