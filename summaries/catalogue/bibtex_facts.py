"""The fields of one BibTeX entry as a record."""

import re

from summaries import names
from summaries.identifiers import ARXIV, DOI, KEY, PUBMED, URL, recognise

from .latex import plain
from .record import Name, Record

Fields = dict[str, str]

_KINDS = {
    "article": "article",
    "inproceedings": "conference",
    "conference": "conference",
    "book": "book",
    "proceedings": "book",
    "collection": "book",
    "booklet": "book",
    "incollection": "chapter",
    "inbook": "chapter",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "thesis": "thesis",
    "techreport": "report",
    "report": "report",
}
_PREPRINT = re.compile(r"\bcorr\b|\barxiv\b|biorxiv|medrxiv|preprint", re.I)
_YEAR = re.compile(r"(?<!\d)([12]\d{3})(?!\d)")
_MAY_NAME = ("url", "ee", "journal", "volume", "note", "howpublished")
MOST_AUTHORS = 5_000


def record_of(kind: str, key: str, fields: Fields) -> Record:
    """What the entry says. What is cited as DBLP:conf/… has dblp's key."""
    names_of_paper = _identifiers(key, fields)
    container = _first(fields, "journal", "journaltitle", "booktitle")
    return Record(
        title=plain(fields.get("title", "")),
        source="bibtex",
        authors=_authors(fields.get("author", "")),
        year=_year(fields),
        kind=_kind(kind, container, names_of_paper),
        container=container,
        volume=_first(fields, "volume"),
        number=_first(fields, "number", "issue"),
        pages=re.sub(r"\s*[-–—]+\s*", "-", _first(fields, "pages")),
        publisher=_first(fields, "publisher", "school", "institution"),
        abstract=_first(fields, "abstract"),
        keywords=tuple(filter(None, re.split(r"\s*[,;]\s*", _first(fields, "keywords")))),
        dblp=names_of_paper.get(KEY, ""),
        doi=names_of_paper.get(DOI, ""),
        arxiv=names_of_paper.get(ARXIV, ""),
        pubmed=names_of_paper.get(PUBMED, ""),
        url=names_of_paper.get(URL, ""),
    )


def _first(fields: Fields, *names: str) -> str:
    return next((plain(fields[name]) for name in names if fields.get(name)), "")


def _authors(text: str) -> tuple[Name, ...]:
    """Cut before anything is decoded: a group in braces is one name, whatever is in it."""
    found = (names.parse(raw, plain) for raw in _cut_at_and(text)[:MOST_AUTHORS])
    return tuple(name for name in found if name.full.lower() not in ("", "others", "et al."))


def _cut_at_and(text: str) -> list[str]:
    """What stands between the word "and", as far as it is in no braces."""
    pieces, depth, start = [], 0, 0
    for match in re.finditer(r"[{}]|(?<=\s)and(?=\s)", text):
        if match[0] == "and":
            if depth == 0:
                pieces.append(text[start : match.start()])
                start = match.end()
        else:
            depth = max(depth + (1 if match[0] == "{" else -1), 0)
    return [*pieces, text[start:]]


def _year(fields: Fields) -> int | None:
    match = _YEAR.search(fields.get("year") or fields.get("date", ""))
    return int(match[1]) if match else None


def _kind(kind: str, container: str, known: dict[str, str]) -> str:
    if ARXIV in known and (not container or _PREPRINT.search(container)):
        return "preprint"
    if kind == "article" and container.lower() in ("corr", "arxiv"):
        return "preprint"
    return _KINDS.get(kind, "other")


def _identifiers(key: str, fields: Fields) -> dict[str, str]:
    """Scheme → value; what a field of that very name says comes before what an address shows."""
    said = [
        key if key.lower().startswith("dblp:") else "",
        fields.get("doi", ""),
        _eprint(fields),
        f"pmid:{fields['pmid']}" if fields.get("pmid") else "",
        *(fields.get(name, "") for name in _MAY_NAME),
    ]
    found: dict[str, str] = {}
    for text in filter(None, map(_unescaped, said)):
        told = recognise(text)
        is_page = all(scheme == URL for scheme, _ in told)  # not the way to what we know better
        for scheme, value in told:
            if scheme != URL or is_page:
                found.setdefault(scheme, value)
    return found


def _eprint(fields: Fields) -> str:
    """The number in an archive, which another field names."""
    archive = (fields.get("archiveprefix") or fields.get("eprinttype") or "arxiv").lower()
    prefix = {"arxiv": "arXiv:", "pubmed": "pmid:"}.get(archive, "")
    return prefix + fields["eprint"] if prefix and fields.get("eprint") else ""


def _unescaped(text: str) -> str:
    """An address as it is: decoding LaTeX would take its % for a comment."""
    text = re.sub(r"\\(?:url|href)\s*\{([^{}]*)\}", r"\1", text)
    return re.sub(r"\\([%_&#~$])", r"\1", text).replace("{", "").replace("}", "").strip()
