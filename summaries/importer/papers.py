"""The papers that summaries are about or cite: found, filled in, or begun as stubs."""

import re
from collections.abc import Iterable

from summaries.catalogue.people import set_authors
from summaries.catalogue.record import Name
from summaries.catalogue.venues import known_venues
from summaries.dumps import Entry, linked_keys
from summaries.identifiers import ARXIV, DOI, is_key, normal_form
from summaries.models import Keyword, Paper, Venue
from summaries.names import without_number
from summaries.rendering import cited_keys

from .records import PaperRecord, Records

USABLE = re.compile(r"[^<>\"\\]{1,250}")  # what is cited otherwise is a slip, and gets no stub
TITLE_WORDS = 12


def mentioned_keys(markdown: str) -> list[str]:
    """Keys of the papers that a text cites or links to, where a paper can have that key."""
    keys = dict.fromkeys([*cited_keys(markdown), *linked_keys(markdown)])
    return [key for key in keys if is_key(key) and USABLE.fullmatch(key)]


def stub_key(entry: Entry) -> str:
    """The key of a paper of which nothing is known but one summary."""
    return f"unidentified/{entry.fingerprint[:16]}"


def find_or_begin(key: str, records: Records) -> Paper:
    """The paper of that key; a stub where nothing is known of it."""
    if key in records.by_key:
        return find_or_create(records.by_key[key])
    if found := Paper.objects.resolve(key):
        return found
    return Paper.objects.create(key=key, title=key, status=Paper.Status.STUB)


def begin_unidentified(entry: Entry, text: str) -> Paper:
    """A paper titled by the first words of its summary, for an admin to identify."""
    words = text.split()
    title = " ".join(words[:TITLE_WORDS])[:900] + (" …" if len(words) > TITLE_WORDS else "")
    return Paper.objects.get_or_create(
        key=stub_key(entry), defaults={"title": title, "status": Paper.Status.UNIDENTIFIED}
    )[0]


def find_or_create(record: PaperRecord) -> Paper:
    """The paper of a record. One that a person has identified or changed stays as it is."""
    known = [(DOI, record.doi), (ARXIV, record.arxiv)]
    names = [record.key, *(normal_form(scheme, text) for scheme, text in known if text)]
    found = (Paper.objects.known_as(name).first() for name in names)
    paper = next(filter(None, found), None) or Paper(key=record.key)
    if paper.pk is None or paper.status == Paper.Status.STUB:
        _fill_in(paper, record)
    return paper


def _fill_in(paper: Paper, record: PaperRecord) -> None:
    paper.title, paper.year = record.title, record.year
    paper.venue = _venue(record.venue)
    paper.status = Paper.Status.IDENTIFIED
    paper.save()
    # The names are those of dblp, which tells namesakes apart by numbers.
    set_authors(paper, [Name(full=without_number(name), dblp=name) for name in record.authors])
    paper.keywords.set(_keywords(record.keywords))
    for scheme, value in (("doi", record.doi), ("arxiv", record.arxiv)):
        if value:
            paper.add_identifier(scheme, value)


def _keywords(names: Iterable[str]) -> list[Keyword]:
    return [Keyword.objects.get_or_create(name=name)[0] for name in names]


def _venue(key: str) -> Venue | None:
    record = known_venues().get(key)
    return Venue.objects.of(record) if record else None
