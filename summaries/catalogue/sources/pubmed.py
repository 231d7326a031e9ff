"""PubMed: papers of medicine and biology by their number, from the E-utilities' efetch."""

from urllib.parse import urlencode
from xml.etree.ElementTree import Element

from django.conf import settings

from summaries.catalogue.record import Name, Record
from summaries.identifiers import DOI, PUBMED
from summaries.models import Paper

from . import plain
from .markup import text_at, text_of, texts_at, tree_of
from .problems import Unknown, Unreadable

ACCEPT = "application/xml"


def path(value: str) -> str:
    question = {"db": "pubmed", "id": value, "retmode": "xml", "tool": "shortscience"}
    if settings.METADATA_CONTACT:
        question["email"] = settings.METADATA_CONTACT
    return f"/entrez/eutils/efetch.fcgi?{urlencode(question)}"


def read(body: bytes, value: str) -> Record:
    """The record in a reply; Unknown when it holds none."""
    answer = tree_of(body)
    if answer.tag != "PubmedArticleSet":
        raise Unreadable("sent something that is no set of articles")
    citation, data = (
        answer.find("PubmedArticle/MedlineCitation"),
        answer.find("PubmedArticle/PubmedData"),
    )
    if citation is None:
        raise Unknown("knows no such paper")
    title = _title(citation)
    if not title:
        raise Unreadable("sent a record without a title")
    journal = citation.find("Article/Journal")
    return Record(
        title=title,
        source=Paper.Source.PUBMED,
        authors=_authors(citation),
        year=_year(journal),
        kind=Paper.Kind.ARTICLE,
        container=plain.line(text_at(journal, "Title"), 500),
        volume=plain.line(text_at(journal, "JournalIssue/Volume"), 50),
        number=plain.line(text_at(journal, "JournalIssue/Issue"), 50),
        pages=plain.pages(text_at(citation, "Article/Pagination/MedlinePgn")),
        abstract=_abstract(citation),
        keywords=plain.keywords(texts_at(citation, "KeywordList/Keyword")),
        doi=_doi(citation, data),
        pubmed=plain.identifier(PUBMED, text_at(citation, "PMID")) or value,
    )


def _title(citation: Element) -> str:
    """Without its full stop, and without the brackets around a translation."""
    title = plain.line(text_at(citation, "Article/ArticleTitle")).removesuffix(".")
    is_translated = title.startswith("[") and title.endswith("]")
    return title[1:-1].removesuffix(".") if is_translated else title


def _year(journal: Element | None) -> int | None:
    """Journals that appear by season state "2009 Winter"."""
    dates = ("JournalIssue/PubDate/Year", "JournalIssue/PubDate/MedlineDate")
    return next(filter(None, (plain.year(text_at(journal, path)) for path in dates)), None)


def _abstract(citation: Element) -> str:
    """Its parts one after the other, each under its label."""
    parts = citation.iterfind("Article/Abstract/AbstractText")
    texts = (f"{part.get('Label', '')}: {text_of(part)}".removeprefix(": ") for part in parts)
    return plain.line(" ".join(texts), plain.MOST_ABSTRACT)


def _doi(citation: Element, data: Element | None) -> str:
    """The article's own; the list of its references holds others, deeper in the tree."""
    places = list(data.iterfind("ArticleIdList/ArticleId")) if data is not None else []
    own = [place for place in places if place.get("IdType") == "doi"]
    stated = citation.iterfind("Article/ELocationID")
    own += [place for place in stated if place.get("EIdType") == "doi"]
    return next(filter(None, (plain.identifier(DOI, text_of(place)) for place in own)), "")


def _authors(citation: Element) -> tuple[Name, ...]:
    names = map(_name, citation.iterfind("Article/AuthorList/Author"))
    return tuple(name for name in names if name.full)[: plain.MOST_AUTHORS]


def _name(author: Element) -> Name:
    if group := plain.line(text_at(author, "CollectiveName"), 255):
        return Name(full=group, is_collective=True)
    given = text_at(author, "ForeName") or text_at(author, "Initials")
    family = plain.line(text_at(author, "LastName"), 255)
    full = plain.line(f"{given} {family} {text_at(author, 'Suffix')}", 255)
    orcids = (mark for mark in author.iterfind("Identifier") if mark.get("Source") == "ORCID")
    return Name(full=full, family=family, orcid=plain.orcid(text_of(next(orcids, None))))
