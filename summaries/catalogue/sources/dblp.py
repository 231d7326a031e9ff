"""dblp: papers of computer science by their key, as XML."""

import re
from urllib.parse import quote
from xml.etree.ElementTree import Element

from summaries.catalogue.record import Name, Record
from summaries.identifiers import ARXIV, DOI, URL
from summaries.models import Paper

from . import plain
from .markup import text_at, text_of, texts_at, tree_of
from .problems import Unknown, Unreadable

ACCEPT = "application/xml"
KINDS = {
    "article": Paper.Kind.ARTICLE,
    "inproceedings": Paper.Kind.CONFERENCE,
    "incollection": Paper.Kind.CHAPTER,
    "book": Paper.Kind.BOOK,
    "phdthesis": Paper.Kind.THESIS,
    "mastersthesis": Paper.Kind.THESIS,
}
_NUMBER = re.compile(r" \d{4}$")  # what tells namesakes apart
_DOI_LINK = re.compile(r"https?://(?:dx\.)?doi\.org/(.+)", re.I)
_ARXIV_LINK = re.compile(r"https?://arxiv\.org/abs/(.+)", re.I)
ARXIV_DOI = "10.48550/arxiv."


def path(value: str) -> str:
    return f"/rec/{quote(value, safe='/')}.xml"


def read(body: bytes, value: str) -> Record:
    """The record in a reply; Unknown when it holds none of a paper."""
    answer = tree_of(body)
    if answer.tag != "dblp":
        raise Unreadable("sent something that is none of its records")
    found = next((record for record in answer if record.tag in KINDS), None)
    if found is None:
        raise Unknown("knows no such paper")
    return _record(found, value)


def _record(found: Element, value: str) -> Record:
    title = plain.line(text_at(found, "title")).removesuffix(".")
    if not title:
        raise Unreadable("sent a record without a title")
    doi, arxiv, url = _links(found)
    is_preprint = found.get("publtype") == "informal" or value.startswith("journals/corr/")
    return Record(
        title=title,
        source=Paper.Source.DBLP,
        authors=_authors(found),
        year=plain.year(text_at(found, "year")),
        kind=Paper.Kind.PREPRINT if is_preprint else KINDS[found.tag],
        container=plain.line(text_at(found, "journal") or text_at(found, "booktitle"), 500),
        volume=plain.line(text_at(found, "volume"), 50),
        number=plain.line(text_at(found, "number"), 50),
        pages=plain.pages(text_at(found, "pages")),
        publisher=plain.line(text_at(found, "publisher") or text_at(found, "school"), 255),
        dblp=plain.line(found.get("key", value), 250),
        doi=doi,
        arxiv=arxiv,
        url=url,
    )


def _links(found: Element) -> tuple[str, str, str]:
    """DOI, arXiv id, and the first link that is neither."""
    doi = arxiv = url = ""
    for link in (plain.line(text, 500) for text in texts_at(found, "ee")):
        if match := _DOI_LINK.fullmatch(link):
            name = plain.identifier(DOI, match[1])
            is_arxiv = name.startswith(ARXIV_DOI)
            arxiv = arxiv or (plain.identifier(ARXIV, name[len(ARXIV_DOI) :]) if is_arxiv else "")
            doi = doi or ("" if is_arxiv else name)
        elif match := _ARXIV_LINK.fullmatch(link):
            arxiv = arxiv or plain.identifier(ARXIV, match[1])
        else:
            url = url or plain.identifier(URL, link)
    return doi, arxiv, url


def _authors(found: Element) -> tuple[Name, ...]:
    names = map(_name, found.iterfind("author"))
    return tuple(name for name in names if name.full)[: plain.MOST_AUTHORS]


def _name(author: Element) -> Name:
    stated = plain.line(text_of(author), 255)
    return Name(
        full=_NUMBER.sub("", stated), dblp=stated, orcid=plain.orcid(author.get("orcid", ""))
    )
