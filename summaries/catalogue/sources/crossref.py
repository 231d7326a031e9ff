"""Crossref: DOIs of journals, proceedings and books. Documented at api.crossref.org."""

import json
from urllib.parse import quote, urlencode

from django.conf import settings

from summaries.catalogue.record import Name, Record
from summaries.identifiers import ARXIV, DOI
from summaries.models import Paper

from . import plain
from .problems import Unreadable

ACCEPT = "application/json"
KINDS = {
    "journal-article": Paper.Kind.ARTICLE,
    "proceedings-article": Paper.Kind.CONFERENCE,
    "posted-content": Paper.Kind.PREPRINT,
    "book": Paper.Kind.BOOK,
    "monograph": Paper.Kind.BOOK,
    "edited-book": Paper.Kind.BOOK,
    "reference-book": Paper.Kind.BOOK,
    "book-chapter": Paper.Kind.CHAPTER,
    "book-part": Paper.Kind.CHAPTER,
    "book-section": Paper.Kind.CHAPTER,
    "reference-entry": Paper.Kind.CHAPTER,
    "dissertation": Paper.Kind.THESIS,
    "report": Paper.Kind.REPORT,
    "report-component": Paper.Kind.REPORT,
}
ARXIV_DOI = "10.48550/arxiv."


def path(value: str) -> str:
    """Where its record is; a stated contact is served by their better machines."""
    contact = settings.METADATA_CONTACT
    return f"/works/{quote(value, safe='')}" + (
        f"?{urlencode({'mailto': contact})}" if contact else ""
    )


def read(body: bytes, value: str) -> Record:
    """The record in a reply; Unreadable when it is none."""
    work = plain.mapping(json_of(body).get("message"))
    title = _title(work)
    if not title:
        raise Unreadable("sent a record without a title")
    return Record(
        title=title,
        source=Paper.Source.CROSSREF,
        authors=_authors(work.get("author")),
        year=_year(work),
        kind=KINDS.get(plain.line(work.get("type")), Paper.Kind.OTHER),
        container=plain.marked(plain.first(work.get("container-title")), 500),
        volume=plain.line(work.get("volume"), 50),
        number=plain.line(work.get("issue"), 50),
        pages=plain.pages(work.get("page") or work.get("article-number")),
        publisher=plain.line(work.get("publisher"), 255),
        abstract=plain.marked(work.get("abstract"), plain.MOST_ABSTRACT).removeprefix("Abstract "),
        keywords=plain.keywords(plain.items(work.get("subject"), str)),
        doi=plain.identifier(DOI, work.get("DOI")) or value,
        arxiv=_preprint(work),
    )


def json_of(body: bytes) -> dict:
    """The object in a body; Unreadable when it is none."""
    try:
        return plain.mapping(json.loads(body))
    except (ValueError, RecursionError) as error:
        raise Unreadable("sent something that is not the JSON that it promises") from error


def _title(work: dict) -> str:
    title = plain.marked(plain.first(work.get("title")))
    subtitle = plain.marked(plain.first(work.get("subtitle")))
    # Some publishers repeat the subtitle in the title.
    new = subtitle and subtitle.casefold() not in title.casefold()
    return f"{title}: {subtitle}"[:1_000] if title and new else title


def _year(work: dict) -> int | None:
    for name in ("issued", "published-print", "published-online", "published"):
        parts = plain.first(plain.mapping(work.get(name)).get("date-parts"))
        if found := plain.year(plain.first(parts)):
            return found
    return None


def _authors(value: object) -> tuple[Name, ...]:
    names = (_name(author) for author in plain.items(value)[: plain.MOST_AUTHORS])
    return tuple(name for name in names if name.full)


def _name(author: dict) -> Name:
    if group := plain.marked(author.get("name"), 255):
        return Name(full=group, is_collective=True)
    family = plain.marked(author.get("family"), 255)
    parts = (plain.marked(author.get("given"), 255), family, plain.line(author.get("suffix"), 20))
    full = " ".join(part for part in parts if part)[:255]
    return Name(full=full, family=family, orcid=plain.orcid(author.get("ORCID")))


def _preprint(work: dict) -> str:
    """The arXiv id of the preprint that the publisher names as this paper's."""
    for preprint in plain.items(plain.mapping(work.get("relation")).get("has-preprint")):
        doi = plain.identifier(DOI, preprint.get("id"))
        if doi.startswith(ARXIV_DOI):
            return plain.identifier(ARXIV, doi.removeprefix(ARXIV_DOI))
    return ""
