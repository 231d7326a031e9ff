"""A record becomes a paper, or completes the one that we have. Safe to run twice."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from summaries.identifiers import KEY, Reference
from summaries.models import Identifier, Paper, Twin, Venue

from . import claims, matching, people
from .facts import changes, record_wins, venues_of
from .record import Record
from .references import new_key, references
from .subjects import set_keywords

CREATED, UPDATED, JOINED, UNCHANGED = "created", "updated", "joined", "unchanged"
TRIES = 4  # when others store the same paper at the same time


@dataclass(frozen=True)
class Stored:
    """The paper of a record, and what became of it: one of the words above."""

    paper: Paper
    status: str


def find(record: Record) -> Paper | None:
    """The paper that the record is about, if we have it."""
    found = matching.papers(record)
    return found[0] if found else None


def store(record: Record, *, added_by=None, overwrite: bool = False) -> Stored:
    """Let the record's paper be in the database, with all that the record knows of it.

    What a paper says already stays, unless it is poor, was so far only a preprint, or `overwrite`
    is set. Papers that the record shows to be one become one.
    """
    for _ in range(TRIES - 1):
        try:
            return _store(record, added_by, overwrite)
        except IntegrityError:
            continue  # somebody was faster: now it is there to be found
    return _store(record, added_by, overwrite)


@transaction.atomic
def _store(record: Record, added_by, overwrite: bool) -> Stored:
    others = matching.doubted(record)
    stored = _stored(record, added_by, overwrite)
    claims.part(stored.paper, record, others)
    return stored


def _stored(record: Record, added_by, overwrite: bool) -> Stored:
    found = matching.locked(record)
    if not found:
        return Stored(_create(record, added_by), CREATED)
    paper, is_joined = matching.join(found, record)
    is_changed = _complete(paper, record, overwrite)
    if matching.is_trusted(record, paper):
        is_changed |= add_names(paper, references(record))
    return Stored(paper, JOINED if is_joined else UPDATED if is_changed else UNCHANGED)


def _create(record: Record, added_by) -> Paper:
    names = references(record)
    paper = new_paper(record, names, *venues_of([record]), added_by=added_by)
    paper.save()
    people.set_authors(paper, record.authors)
    set_keywords(paper, record.keywords)
    add_names(paper, names)
    Twin.objects.note_equal_titles([paper])
    return paper


def new_paper(record: Record, names: list[Reference], venue: Venue | None, *, added_by=None):
    """A row of what the record says, not saved yet."""
    paper = Paper(key=new_key(names, record.kind), source=record.source, added_by=added_by)
    for column, value in changes(paper, record, venue, overwrite=True).items():
        setattr(paper, column, value)
    paper.venue = venue
    return paper


def _complete(paper: Paper, record: Record, overwrite: bool) -> bool:
    """Add what is missing, replace what is poor; whether anything was."""
    wins = overwrite or record_wins(paper, record)
    new = changes(paper, record, *venues_of([record]), overwrite=overwrite)
    for column, value in new.items():
        setattr(paper, column, value)
    if new:
        paper.save(update_fields=[name.removesuffix("_id") for name in new])
    is_new = bool(new)
    names = people.named_once(record.authors)
    if names and (wins or not paper.authors.exists() or people.are_named(paper, names)):
        is_new |= people.set_authors(paper, names)
    if record.keywords and (wins or not paper.keywords.exists()):
        is_new |= set_keywords(paper, record.keywords)
    return is_new


def add_names(paper: Paper, names: list[Reference]) -> bool:
    """Let the paper go by those of the names that are nobody else's; whether any was new."""
    added = False
    for scheme, value in names:
        if scheme == KEY and Paper.objects.filter(key=value).exists():
            continue  # its own, or another paper's, which an alias must not hide
        told = {"scheme": scheme, "value": value}
        added |= Identifier.objects.get_or_create(**told, defaults={"paper": paper})[1]
    return added
