"""arXiv: preprints by their id, as Atom. Documented in the arXiv API user's manual."""

from urllib.parse import urlencode
from xml.etree.ElementTree import Element

from summaries.catalogue.record import Name, Record
from summaries.identifiers import ARXIV, DOI
from summaries.models import Paper
from summaries.names import is_collective

from . import plain
from .markup import text_at, texts_at, tree_of
from .problems import Unknown, Unreadable

ACCEPT = "application/atom+xml"


def path(value: str) -> str:
    return f"/api/query?{urlencode({'id_list': value, 'max_results': 1})}"


def read(body: bytes, value: str) -> Record:
    """The record in a reply; Unknown when it says that there is none."""
    feed = tree_of(body)
    if feed.tag != "feed":
        raise Unreadable("sent something that is no feed")
    entry = feed.find("entry")
    if entry is None or "/api/errors" in text_at(entry, "id"):
        raise Unknown("knows no such paper")
    title = plain.line(text_at(entry, "title"))
    if not title:
        raise Unreadable("sent a record without a title")
    return Record(
        title=title,
        source=Paper.Source.ARXIV,
        authors=_authors(entry),
        year=plain.year(text_at(entry, "published")[:4]),
        kind=Paper.Kind.PREPRINT,
        abstract=plain.line(text_at(entry, "summary"), plain.MOST_ABSTRACT),
        keywords=_categories(entry),
        arxiv=plain.identifier(ARXIV, text_at(entry, "id").partition("/abs/")[2]) or value,
        doi=plain.identifier(DOI, next(iter(text_at(entry, "doi").split()), "")),
    )


def _authors(entry: Element) -> tuple[Name, ...]:
    """As printed: arXiv does not say which part is the family's."""
    names = (plain.line(name, 255) for name in texts_at(entry, "author/name"))
    told = [name for name in names if name][: plain.MOST_AUTHORS]
    return tuple(Name(full=name, is_collective=is_collective(name)) for name in told)


def _categories(entry: Element) -> tuple[str, ...]:
    """The primary one first; old classifications of the ACM and AMS are left out."""
    marks = [*entry.iterfind("primary_category"), *entry.iterfind("category")]
    names = [mark.get("term", "") for mark in marks]
    return plain.keywords(name for name in names if not any(sign in name for sign in " ;,"))
