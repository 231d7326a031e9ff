"""By which names a record knows its paper, and which key a new paper gets from them."""

import hashlib
import unicodedata

from summaries.identifiers import ARXIV, DOI, KEY, PUBMED, URL, Reference, is_key, normal_form
from summaries.identifiers.arxiv import of_doi, of_key, spellings
from summaries.models import Identifier, Paper

from .record import Record

LONGEST_KEY = Paper._meta.get_field("key").max_length or 255
LONGEST_VALUE = Identifier._meta.get_field("value").max_length or 500


def references(record: Record) -> list[Reference]:
    """The names of the record's paper, the surest first.

    What has no name but a web address, or none at all, goes by its title, first author and year.
    """
    told = [
        (KEY, record.dblp),
        (ARXIV, of_key(record.dblp) or record.arxiv or of_doi(record.doi.lower())),
        (DOI, "" if of_doi(record.doi.lower()) else record.doi),
        (PUBMED, record.pubmed),
        (URL, record.url),
    ]
    found = (_reference(scheme, text) for scheme, text in told if text)
    names = [reference for reference in found if reference]
    if any(name.scheme != URL for name in names):
        return names
    return [*names, Reference(KEY, made_key(record))]


def keys_of(reference: Reference) -> list[str]:
    """The keys under which a paper of that name may stand, be it only as a stub."""
    if reference.scheme == ARXIV:
        return [other.value for other in spellings(reference.value) if other.scheme == KEY]
    if reference.scheme == PUBMED:
        return [f"pubmed/{reference.value}"]
    return [reference.value] if reference.scheme in (KEY, DOI) else []


def new_key(names: list[Reference], kind: str) -> str:
    """The key of a paper that nobody knew: dblp's, its DOI, or one made of another name."""
    by_scheme = {name.scheme: name for name in reversed(names)}
    is_preprint = kind == Paper.Kind.PREPRINT
    for scheme in (KEY, ARXIV, DOI, PUBMED) if is_preprint else (KEY, DOI, ARXIV, PUBMED):
        for key in keys_of(by_scheme[scheme])[:1] if scheme in by_scheme else ():
            if is_key(key) and len(key) <= LONGEST_KEY:
                return key
    return f"papers/{_digest(*map(str, names))}"


def made_key(record: Record) -> str:
    """The same for the same title, first author and year, so that twice is once."""
    first = record.authors[0].full if record.authors else ""
    return f"papers/{_digest(_letters(record.title), _letters(first), str(record.year or ''))}"


def _digest(*texts: str) -> str:
    return hashlib.blake2b("\n".join(texts).encode(), digest_size=8).hexdigest()


def _letters(text: str) -> str:
    """Not `fold`, which may become cleverer: keys stay what they are."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(filter(str.isalnum, plain)) or text


def _reference(scheme: str, text: str) -> Reference | None:
    """In its normal form; None for what is no name of that scheme, or cannot be stored."""
    try:
        value = normal_form(scheme, text)
    except ValueError:
        return None
    fits = len(value) <= (LONGEST_KEY if scheme == KEY else LONGEST_VALUE) and "\0" not in value
    return Reference(scheme, value) if fits and (scheme != KEY or is_key(value)) else None
