"""Ask other catalogues about a paper: which, in which order, and what they said."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from django.conf import settings

from summaries.catalogue.record import Record
from summaries.identifiers import ARXIV, DOI, KEY, PUBMED, Reference
from summaries.identifiers.dblp import in_text
from summaries.models import KeptAnswer, Paper
from summaries.models.answer import LONGEST

from . import arxiv, crossref, datacite, dblp, pubmed
from .client import ask
from .deadline import Deadline
from .problems import Problem, Unknown

__all__ = ["Answer", "Outcome", "kept", "look_up"]


@dataclass(frozen=True)
class Source:
    """One catalogue: where it keeps a record, and how to read it."""

    name: str  # a value of Paper.Source
    path: Callable[[str], str]
    read: Callable[[bytes, str], Record]
    accept: str


CROSSREF = Source(Paper.Source.CROSSREF, crossref.path, crossref.read, crossref.ACCEPT)
DATACITE = Source(Paper.Source.DATACITE, datacite.path, datacite.read, datacite.ACCEPT)
SOURCES = {
    # DataCite has all of arXiv, too, and no turns to wait for.
    ARXIV: (Source(Paper.Source.ARXIV, arxiv.path, arxiv.read, arxiv.ACCEPT), DATACITE),
    DOI: (CROSSREF, DATACITE),
    KEY: (Source(Paper.Source.DBLP, dblp.path, dblp.read, dblp.ACCEPT),),
    PUBMED: (Source(Paper.Source.PUBMED, pubmed.path, pubmed.read, pubmed.ACCEPT),),
}


@dataclass(frozen=True)
class Outcome:
    """Why one source gave no record, in words that follow on its name."""

    source: str
    words: str
    is_final: bool = False  # it knows no such paper; else another day may bring more

    def __str__(self) -> str:
        return f"{Paper.Source(self.source).label} {self.words}"


@dataclass(frozen=True)
class Answer:
    """A record and the identifier under which it was found, or why there is none."""

    record: Record | None = None
    reference: Reference | None = None
    outcomes: tuple[Outcome, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether a source that may know the paper has not answered."""
        return self.record is None and any(not outcome.is_final for outcome in self.outcomes)


def look_up(references: Iterable[Reference], *, seconds: float | None = None) -> Answer:
    """What the first source that knows one of the names says. Raises nothing.

    Takes `seconds` at most (METADATA_SECONDS unless told), however many sources are asked.
    """
    deadline = Deadline(settings.METADATA_SECONDS if seconds is None else seconds)
    return _first(references, partial(_ask, deadline=deadline))


def kept(references: Iterable[Reference]) -> Answer:
    """The same from what sources said lately, without asking anybody."""
    return _first(references, _recall)


def _first(references: Iterable[Reference], how: Callable[[Source, Reference], Record]) -> Answer:
    outcomes: list[Outcome] = []
    for source, reference in _questions(references):
        try:
            return Answer(how(source, reference), reference, tuple(outcomes))
        except Problem as problem:
            outcomes.append(Outcome(source.name, str(problem), isinstance(problem, Unknown)))
    return Answer(outcomes=tuple(outcomes))


def _questions(references: Iterable[Reference]) -> Iterator[tuple[Source, Reference]]:
    """Whom to ask by which name; two names may lead to the same record."""
    asked = set()
    for reference in references:
        for source in SOURCES.get(reference.scheme, ()):
            question = (source.name, source.path(reference.value).lower())
            if _is_askable(reference) and question not in asked:
                asked.add(question)
                yield source, reference


def _is_askable(reference: Reference) -> bool:
    """Other keys than dblp's are our own."""
    is_ours = reference.scheme == KEY and in_text(reference.value) != reference.value
    return not is_ours and len(reference.value) <= LONGEST


def _recall(source: Source, reference: Reference) -> Record:
    answer = KeptAnswer.objects.to(source.name, reference)
    record = answer.as_record() if answer else None
    if record is None:
        raise Unknown("knows no such paper") if answer else Problem("was not asked")
    return record


def _ask(source: Source, reference: Reference, deadline: Deadline) -> Record:
    if KeptAnswer.objects.to(source.name, reference):
        return _recall(source, reference)
    if not settings.METADATA_LOOKUPS:
        raise Problem("is not asked by this site")
    if not deadline.left:
        raise Problem("was not asked: there was no time left")

    def read(body: bytes) -> tuple[Record, bytes]:
        return source.read(body, reference.value), body

    try:
        record, body = ask(source.name, source.path(reference.value), source.accept, read, deadline)
    except Unknown:
        KeptAnswer.objects.keep(source.name, reference, None)
        raise
    KeptAnswer.objects.keep(source.name, reference, record, body)
    return record
