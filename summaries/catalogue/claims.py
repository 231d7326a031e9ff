"""A DOI that only the author of a preprint states: anybody may upload one and name a famous DOI.

So it makes two papers one, or completes one, only where their titles or an author's name agree.
"""

from summaries import names
from summaries.identifiers import DOI
from summaries.models import Identifier, Paper, Twin
from summaries.search.folding import fold, title_hash

from .facts import AUTHORITIES
from .record import Record

SERVERS = {Paper.Source.ARXIV, Paper.Source.DATACITE}  # they repeat what authors typed


def is_doubtful(paper: Paper, record: Record) -> bool:
    """Whether the DOI that both have is a mere claim of one, and nothing else speaks for it."""
    return _is_claimed(paper, record) and not _are_alike(paper, record)


def part(paper: Paper, record: Record, others: list[Paper]) -> None:
    """Keep the record's paper apart from those of its DOI, which goes to whom it was given."""
    others = [other for other in others if other != paper]
    if not others:
        return
    if record.kind != Paper.Kind.PREPRINT and record.source in AUTHORITIES:
        claims = Identifier.objects.filter(scheme=DOI, value=record.doi, paper__in=others)
        claims.update(paper=paper)
    Twin.objects.note(paper, others, Twin.Why.IDENTIFIERS)


def _is_claimed(paper: Paper, record: Record) -> bool:
    """By the record, or by our paper that the record is not about."""
    if record.kind == Paper.Kind.PREPRINT:
        return record.source in SERVERS and bool(record.arxiv)
    is_preprint = paper.is_identified and paper.kind == Paper.Kind.PREPRINT
    return is_preprint and paper.key.lower() != record.doi


def _are_alike(paper: Paper, record: Record) -> bool:
    if paper.title_hash == title_hash(record.title):
        return True
    theirs = {_family(name.full, name.family, name.is_collective) for name in record.authors}
    ours = paper.authors.values_list("name", "family", "is_collective")
    return not theirs.isdisjoint(_family(*author) for author in ours)


def _family(full: str, family: str, is_collective: bool) -> str:
    return fold(names.parts(full, family, is_collective).family)
