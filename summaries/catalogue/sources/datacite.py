"""DataCite: DOIs of archives, theses and data, and of all that is in arXiv."""

import re
from urllib.parse import quote

from summaries.catalogue.record import Name, Record
from summaries.identifiers import ARXIV, DOI
from summaries.models import Paper

from . import plain
from .crossref import ARXIV_DOI, json_of
from .problems import Unreadable

ACCEPT = "application/vnd.api+json, application/json"
KINDS = {
    "JournalArticle": Paper.Kind.ARTICLE,
    "ConferencePaper": Paper.Kind.CONFERENCE,
    "Preprint": Paper.Kind.PREPRINT,
    "Book": Paper.Kind.BOOK,
    "BookChapter": Paper.Kind.CHAPTER,
    "Dissertation": Paper.Kind.THESIS,
    "Report": Paper.Kind.REPORT,
}
_CATEGORY = re.compile(r"\(([a-z][a-z-]+(?:\.[A-Za-z-]{2,20})?)\)$")  # Machine Learning (cs.LG)


def path(value: str) -> str:
    """Where the record of a DOI is, or of an arXiv id by the DOI that each of them has."""
    doi = value if value.startswith("10.") and "/" in value else f"10.48550/arXiv.{value}"
    return f"/dois/{quote(doi, safe='')}"


def read(body: bytes, value: str) -> Record:
    """The record in a reply; Unreadable when it is none."""
    facts = plain.mapping(plain.mapping(json_of(body).get("data")).get("attributes"))
    title = _title(facts)
    if not title:
        raise Unreadable("sent a record without a title")
    container = plain.mapping(facts.get("container"))
    doi = plain.identifier(DOI, facts.get("doi"))
    arxiv = plain.identifier(ARXIV, doi.removeprefix(ARXIV_DOI)) if ARXIV_DOI in doi else ""
    return Record(
        title=title,
        source=Paper.Source.DATACITE,
        authors=_authors(facts.get("creators")),
        year=plain.year(facts.get("publicationYear")),
        kind=Paper.Kind.PREPRINT if arxiv else _kind(facts),
        container=plain.marked(container.get("title"), 500),
        volume=plain.line(container.get("volume"), 50),
        number=plain.line(container.get("issue"), 50),
        pages=_pages(container),
        publisher="" if arxiv else _publisher(facts.get("publisher")),
        abstract=_abstract(facts),
        keywords=_keywords(facts, bool(arxiv)),
        doi="" if arxiv else doi,
        arxiv=arxiv,
    )


def _title(facts: dict) -> str:
    """The main title is the one that is of no type."""
    titles = sorted(
        plain.items(facts.get("titles")), key=lambda title: bool(title.get("titleType"))
    )
    return plain.marked(titles[0].get("title")) if titles else ""


def _kind(facts: dict) -> str:
    types = plain.mapping(facts.get("types"))
    return KINDS.get(plain.line(types.get("resourceTypeGeneral")), Paper.Kind.OTHER)


def _publisher(value: object) -> str:
    """A text in their old form, an object in the new one."""
    return plain.line(value.get("name") if isinstance(value, dict) else value, 255)


def _pages(container: dict) -> str:
    ends = (plain.line(container.get(name), 20) for name in ("firstPage", "lastPage"))
    return plain.pages("-".join(end for end in ends if end))


def _abstract(facts: dict) -> str:
    for description in plain.items(facts.get("descriptions")):
        if description.get("descriptionType") == "Abstract":
            return plain.marked(description.get("description"), plain.MOST_ABSTRACT)
    return ""


def _keywords(facts: dict, is_arxiv: bool) -> tuple[str, ...]:
    subjects = [plain.line(each.get("subject")) for each in plain.items(facts.get("subjects"))]
    if not is_arxiv:
        return plain.keywords(subjects)
    return plain.keywords(found[1] for found in map(_CATEGORY.search, subjects) if found)


def _authors(value: object) -> tuple[Name, ...]:
    names = (_name(creator) for creator in plain.items(value)[: plain.MOST_AUTHORS])
    return tuple(name for name in names if name.full)


def _name(creator: dict) -> Name:
    stated = plain.marked(creator.get("name"), 255)
    if creator.get("nameType") == "Organizational":
        return Name(full=stated, is_collective=True)
    family = plain.marked(creator.get("familyName"), 255)
    given = plain.marked(creator.get("givenName"), 255)
    if not family and stated.count(", ") == 1:
        family, given = stated.split(", ")
    full = f"{given} {family}".strip()[:255] or stated
    return Name(full=full, family=family, orcid=_orcid(creator))


def _orcid(creator: dict) -> str:
    for name in plain.items(creator.get("nameIdentifiers")):
        if plain.line(name.get("nameIdentifierScheme")).upper() == "ORCID":
            return plain.orcid(name.get("nameIdentifier"))
    return ""
