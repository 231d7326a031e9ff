"""What a record says of a paper that the paper's row does not say yet."""

from collections.abc import Iterable
from typing import Any

from summaries.models import Paper, Venue

from .record import Record
from .venues import VenueRecord, venue_of

PRINTED = ("kind", "container", "volume", "number", "pages", "publisher")  # what a preprint lacks
TEXTS = ("title", *PRINTED, "abstract")
PUBLISHED = {
    Paper.Kind.ARTICLE,
    Paper.Kind.CONFERENCE,
    Paper.Kind.BOOK,
    Paper.Kind.CHAPTER,
    Paper.Kind.THESIS,
}
# Who gives an identifier to its paper; what people paste may name another paper by mistake.
AUTHORITIES = {"arxiv", "crossref", "datacite", "dblp", "pubmed"}
LONGEST_ABSTRACT = 50_000
LONGEST = {field.name: field.max_length for field in Paper._meta.concrete_fields}


def changes(
    paper: Paper, record: Record, venue: Venue | None, *, overwrite: bool = False
) -> dict[str, Any]:
    """Column → value of what the record adds to the paper or, where it wins, changes."""
    wins = overwrite or record_wins(paper, record)
    told = columns(record) | ({"venue_id": venue.pk} if venue else {})
    if not wins and record.kind == Paper.Kind.PREPRINT:
        told = {name: value for name, value in told.items() if name not in (*PRINTED, "venue_id")}
    found = {
        name: value
        for name, value in told.items()
        if getattr(paper, name) != value and (wins or not getattr(paper, name))
    }
    if wins or (found and not paper.source):
        found |= _standing(paper, record)
    return found


def record_wins(paper: Paper, record: Record) -> bool:
    """Whether the record's facts replace the paper's: those are poor, or of the mere preprint.

    What somebody has typed stays, unless no source could be asked when it was typed.
    """
    if paper.awaits_facts:
        return True
    is_mere_preprint = (
        paper.kind == Paper.Kind.PREPRINT
        and record.kind in PUBLISHED
        and record.source in AUTHORITIES
    )
    is_by_hand = paper.source == Paper.Source.HAND
    return not is_by_hand and (is_mere_preprint or not paper.is_identified)


def columns(record: Record) -> dict[str, Any]:
    """What the record says, as the columns of a paper hold it; empty things are left out."""
    texts = {name: _clean(name, getattr(record, name)) for name in TEXTS}
    year = record.year if record.year and 1000 <= record.year <= 2999 else None
    kind = record.kind if record.kind in Paper.Kind.values else ""
    told = {**texts, "kind": kind, "year": year}
    return {name: value for name, value in told.items() if value}


def venues_of(records: Iterable[Record]) -> list[Venue | None]:
    """The venue of each, as a row; None for one that we do not know."""
    known = [_venue_of(record) for record in records]
    rows = {venue: Venue.objects.of(venue) for venue in dict.fromkeys(known) if venue}
    return [rows[venue] if venue else None for venue in known]


def _venue_of(record: Record) -> VenueRecord | None:
    """A preprint is nowhere but on its server, whatever DOI it was given later."""
    if record.arxiv and record.kind == Paper.Kind.PREPRINT:
        return venue_of(dblp_key=f"journals/corr/{record.arxiv.replace('/', '-')}")
    return venue_of(dblp_key=record.dblp, doi=record.doi)


def _standing(paper: Paper, record: Record) -> dict[str, Any]:
    """That the paper is identified now, and by whom."""
    now = {"status": Paper.Status.IDENTIFIED, "awaits_facts": False, "source": record.source}
    return {name: value for name, value in now.items() if getattr(paper, name) != value}


def _clean(name: str, text: str) -> str:
    """Without what a database or a line refuses, and not longer than the column."""
    text = text.replace("\0", "")
    if name == "abstract":
        return text.strip()[:LONGEST_ABSTRACT]
    return " ".join(text.split())[: LONGEST[name]]
