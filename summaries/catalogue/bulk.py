"""Many records at once: new papers by the thousand, and only what is neither new nor known as
it is goes the slow way of `store`, one by one."""

from dataclasses import dataclass, field

from django.db import DatabaseError, transaction

from summaries.identifiers import Reference
from summaries.models import Paper, Venue

from . import matching
from .facts import changes, venues_of
from .record import Record
from .references import references
from .rows import write
from .settled import Settled
from .store import CREATED, UNCHANGED, new_paper, store

REJECTED = "rejected"


@dataclass
class Item:
    """One record on its way, and what became of it."""

    record: Record
    names: list[Reference]
    venue: Venue | None
    spelt: list[Reference] = field(default_factory=list)
    owners: list[Paper] = field(default_factory=list)
    is_doubted: bool = False  # its DOI is that of another paper, as far as we see
    status: str = ""
    key: str = ""
    problem: str = ""


def store_all(records: list[Record]) -> list[Item]:
    """What `store` does, for all of them, in as few queries as for one."""
    venues = venues_of(records)
    items = [Item(r, references(r), v) for r, v in zip(records, venues, strict=True)]
    for item in items:
        item.spelt = matching.spelt(item.names)
    known = Paper.objects.known_by(spelling for item in items for spelling in item.spelt)
    for item in items:
        item.owners = matching.owners_among(item.record, item.names, known)
        if not item.owners:
            item.is_doubted = bool(matching.doubted_among(item.record, item.names, known))
    _pass_over_settled(items, known)
    _create([item for item in _first_of_their_names(items) if not item.status])
    for item in items:
        if not item.status:
            _store(item)
    return items


def _store(item: Item) -> None:
    try:
        stored = store(item.record)
    except (DatabaseError, ValueError) as error:  # text that a database does not take
        item.status, item.problem = REJECTED, f"not written: {error}".strip()
    else:
        item.status, item.key = stored.status, stored.paper.key


def _pass_over_settled(items: list[Item], known: matching.Owners) -> None:
    """Leave those alone of which we know everything already."""
    candidates = [
        item
        for item in items
        if len(item.owners) == 1
        and all(name in known for name in item.names)
        and not changes(item.owners[0], item.record, item.venue)
    ]
    settled = Settled([item.owners[0] for item in candidates])
    for item in candidates:
        told = item.owners[0], item.record
        if settled.people(*told) and settled.subjects(*told):
            item.status, item.key = UNCHANGED, item.owners[0].key


def _first_of_their_names(items: list[Item]) -> list[Item]:
    """Of new papers, without what an earlier record of the batch may be about as well."""
    found: list[Item] = []
    claimed: set[Reference] = set()
    for item in items:
        if not (item.owners or item.is_doubted) and claimed.isdisjoint(item.spelt):
            found.append(item)
        claimed.update(item.spelt)
    return found


def _create(items: list[Item]) -> None:
    papers = [new_paper(item.record, item.names, item.venue) for item in items]
    try:
        with transaction.atomic():
            write(papers, [item.record for item in items], [item.names for item in items])
    except (DatabaseError, ValueError):
        return  # somebody was faster with one of them, or one is broken: each goes on alone
    for item, paper in zip(items, papers, strict=True):
        item.status, item.key = CREATED, paper.key
