"""From what somebody pasted to the paper: known already, found elsewhere, or typed by hand."""

from collections.abc import Iterable
from dataclasses import dataclass

from summaries import search
from summaries.catalogue.entry import Entry
from summaries.catalogue.matching import owners_among, papers, spelt
from summaries.catalogue.pasting import Pasted
from summaries.catalogue.record import Record
from summaries.catalogue.references import references
from summaries.catalogue.sources import kept
from summaries.catalogue.store import CREATED, Stored, store
from summaries.models import Paper
from summaries.search.folding import title_hash

MOST_TWINS = 5
MOST_LIKE = 8


@dataclass(frozen=True)
class Candidate:
    """One entry of a bibliography, with the paper that it is when we have it."""

    number: int  # from 0, as the form names it
    entry: Entry
    paper: Paper | None


def known_paper(text: str, pasted: Pasted) -> Paper | None:
    """The paper that goes by what was pasted."""
    if found := Paper.objects.resolve(text):
        return found
    known = Paper.objects.known_by(pasted.guesses)
    return next(iter(known.values()), None)


def is_poor(paper: Paper) -> bool:
    """Whether a source could tell more about it than we know."""
    return paper.status == Paper.Status.STUB or paper.awaits_facts


def twins(title: str) -> list[Paper]:
    """Papers of the same title: perhaps the same paper, perhaps not; only a person can tell."""
    wanted = title_hash(title)
    if not wanted:
        return []
    rows = Paper.objects.filter(title_hash=wanted).exclude(status=Paper.Status.UNIDENTIFIED)
    return list(rows.with_head().newest_first()[:MOST_TWINS])


def papers_like(title: str) -> list[Paper]:
    """Papers that a title may mean: of the same one first, then whatever the search finds."""
    same, found = twins(title), _found(title)
    others = set(found) - {paper.pk for paper in same}
    rows = {row.pk: row for row in Paper.objects.with_head().filter(pk__in=others)}
    return [*same, *(rows[key] for key in found if key in rows)]


def _found(title: str) -> list[int]:
    try:
        with search.patience():
            query = search.Query(words=title)
            return search.keys_of_papers(query, size=MOST_LIKE).rows if title else []
    except search.TookTooLong:
        return []


def candidates(entries: Iterable[Entry]) -> list[Candidate]:
    """Each entry with the paper that it names, in two queries for all."""
    named = [(entry, references(entry.record) if entry.record else []) for entry in entries]
    known = Paper.objects.known_by(spelt([name for _, names in named for name in names]))
    found = []
    for number, (entry, names) in enumerate(named):
        owners = owners_among(entry.record, names, known) if entry.record else []
        found.append(Candidate(number, entry, owners[0] if owners else None))
    return found


def owner_of_its_names(record: Record) -> Paper | None:
    """A paper of another title that goes by one of the record's identifiers."""
    others = (paper for paper in papers(record) if paper.title_hash != title_hash(record.title))
    return next((paper for paper in others if not is_poor(paper)), None)


def add(record: Record, person) -> Stored:
    """Store what the person confirmed or typed.

    What was typed while no source answered awaits `manage.py fetch_metadata`, which asks again.
    """
    stored = store(record, added_by=person)
    is_typed = record.source == Paper.Source.HAND and stored.status == CREATED
    if is_typed and kept(references(record)).is_open:
        stored.paper.awaits_facts = True
        stored.paper.save(update_fields=["awaits_facts"])
    return stored
