"""Which papers of ours a record is about, and when two of them are one."""

from summaries.identifiers import ARXIV, DOI, KEY, URL, Reference
from summaries.identifiers.arxiv import of_key, spellings
from summaries.identifiers.dblp import in_text
from summaries.models import CannotJoin, Paper, Twin
from summaries.search.folding import title_hash

from . import claims
from .facts import AUTHORITIES
from .record import Record
from .references import keys_of, references

Owners = dict[Reference, Paper]


def papers(record: Record) -> list[Paper]:
    """The papers that go by one of the record's names, the surest first."""
    names = references(record)
    return owners_among(record, names, Paper.objects.known_by(spelt(names)))


def locked(record: Record) -> list[Paper]:
    """The same, kept from everybody else until the transaction ends."""
    pks = [paper.pk for paper in papers(record)]
    if not pks:
        return []
    rows = Paper.objects.select_for_update(no_key=True).filter(pk__in=pks).order_by("pk")
    by_pk = {row.pk: row for row in rows}
    return [by_pk[pk] for pk in pks if pk in by_pk]


def spelt(names: list[Reference]) -> list[Reference]:
    """The names in every spelling under which a paper may be stored."""
    return [spelling for name in names for spelling in _spellings(name)]


def owners_among(record: Record, names: list[Reference], known: Owners) -> list[Paper]:
    """Whose the names are and who is not another paper by all else that we know."""
    found: dict[Paper, None] = {}
    for name, paper in _owners(names, known):
        if paper not in found and _means(name, paper, record):
            found[paper] = None
    return list(found)


def doubted(record: Record) -> list[Paper]:
    """The papers of the record's DOI that seem to be others: see `claims`."""
    names = [name for name in references(record) if name.scheme == DOI]
    return doubted_among(record, names, Paper.objects.known_by(spelt(names))) if names else []


def doubted_among(record: Record, names: list[Reference], known: Owners) -> list[Paper]:
    found = dict.fromkeys(paper for name, paper in _owners(names, known) if name.scheme == DOI)
    return [paper for paper in found if claims.is_doubtful(paper, record)]


def join(found: list[Paper], record: Record) -> tuple[Paper, bool]:
    """Make one paper of several that have the record's names; whether it came to that."""
    if len(found) == 1:
        return found[0], False
    if record.source not in AUTHORITIES:
        Twin.objects.note(found[0], found[1:], Twin.Why.IDENTIFIERS)
        return found[0], False
    first, *others = sorted(found, key=_standing)
    joined = [_absorb(first, other) for other in others]
    return (first, True) if any(joined) else (found[0], False)


def is_trusted(record: Record, paper: Paper) -> bool:
    """Whether the record's names may become the paper's, by its source or by its title."""
    same_title = title_hash(record.title) == paper.title_hash
    return record.source in AUTHORITIES or same_title or not paper.is_identified


def _absorb(paper: Paper, other: Paper) -> bool:
    try:
        paper.absorb(other)
    except CannotJoin:
        Twin.objects.note(paper, [other], Twin.Why.TEXTS)
        return False
    return True


def _standing(paper: Paper) -> tuple:
    """The published one first, then the one that more is known and said of, then the older."""
    is_preprint = paper.kind == Paper.Kind.PREPRINT or bool(of_key(paper.key))
    return (not paper.is_identified, is_preprint, -paper.summary_count, paper.pk)


def _owners(names: list[Reference], known: Owners) -> list[tuple[Reference, Paper]]:
    return [(name, known[each]) for name in names for each in _spellings(name) if each in known]


def _spellings(name: Reference) -> list[Reference]:
    if name.scheme == ARXIV:
        return spellings(name.value)
    return [name, *(Reference(KEY, key) for key in keys_of(name) if name.scheme != KEY)]


def _means(name: Reference, paper: Paper, record: Record) -> bool:
    """Whether a paper of that name is the record's.

    Many pages share one address. And some identifiers are those of a whole volume: one that dblp
    gives to two of its records with different titles names neither.
    """
    if name.scheme == DOI and claims.is_doubtful(paper, record):
        return False
    if name.scheme == KEY or not paper.is_identified:
        return True
    same_title = paper.title_hash == title_hash(record.title)
    if name.scheme == URL:
        return same_title
    theirs = in_text(paper.key) and not of_key(paper.key)
    return same_title or not (record.dblp and theirs and not of_key(record.dblp))
