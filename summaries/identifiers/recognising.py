"""Which paper a pasted text names: the one reading of all spellings."""

import re

from . import arxiv, dblp, doi
from .addresses import address_in, read_address
from .cleaning import MOST, cleaned, decoded, trimmed
from .reference import ARXIV, DOI, KEY, PUBMED, Reference

_PUBMED = re.compile(r"\bpmid\s*:?\s*0*([1-9]\d{0,8})\b", re.I | re.A)


def recognise(text: str) -> tuple[Reference, ...]:
    """The names of one paper that a text is or holds, the most telling first; () for none.

    Takes anything and never raises; what is longer than `MOST` is no name.
    """
    if len(text) > MOST:
        return ()
    readings = decoded(cleaned(text))
    for reading in reversed(readings):  # decoded too early, an address falls into wrong parts
        if address := address_in(reading):
            named = read_address(trimmed(address))
            return tuple(dict.fromkeys(other for each in named for other in _with_others(each)))
    return _read(trimmed(cleaned(readings[0])))


def _read(text: str) -> tuple[Reference, ...]:
    """The names in a text that is no address."""
    if number := arxiv.of_key(text):
        is_key = text.startswith("journals/")
        return (Reference(ARXIV, number), *([Reference(KEY, text)] if is_key else []))
    if number := arxiv.in_text(text):
        return (Reference(ARXIV, number),)
    if name := doi.in_text(text):
        return tuple(_with_others(Reference(DOI, name)))
    if match := _PUBMED.search(text):
        return (Reference(PUBMED, match[1]),)
    if key := dblp.in_text(text):
        return tuple(_with_others(Reference(KEY, key)))
    return ()


def _with_others(found: Reference) -> list[Reference]:
    """A key may be a DOI, and either may be made of an arXiv id, which then comes first."""
    scheme, value = found
    number = {DOI: arxiv.of_doi, KEY: arxiv.of_key}.get(scheme, lambda _: "")(value)
    if scheme == KEY and not number and not dblp.in_text(value):
        return [*(other for other in _read(trimmed(value)) if other != found), found]
    return [*([Reference(ARXIV, number)] if number else []), found]
