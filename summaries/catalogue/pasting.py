"""What somebody pasted to add a paper: names of one, entries of a bibliography, or a title."""

import re
from dataclasses import dataclass
from itertools import islice

from summaries.identifiers import URL, Reference, recognise

from .bibtex import read_bibtex
from .entry import Entry
from .publishers import Page, page_at
from .ris import read_ris

MOST_TEXT = 200_000  # characters
MOST_ENTRIES = 50
MOST_TITLE = 400
NOTHING = Entry(1, problem="Nothing of it can be read.")
_BIBTEX = re.compile(r"^\s*@\s*[A-Za-z]{2,30}\s*[{(]", re.M)
_RIS = re.compile(r"^\ufeff?\s*TY\s{1,2}-\s*\w", re.M)


@dataclass(frozen=True)
class Pasted:
    """One reading of the text: entries, or references, or the words of a title."""

    entries: tuple[Entry, ...] = ()
    is_cut: bool = False  # there are more entries than we take
    references: tuple[Reference, ...] = ()  # the text says them
    guesses: tuple[Reference, ...] = ()  # we made them of it: true only where a source agrees
    advice: str = ""
    title: str = ""

    @property
    def names(self) -> tuple[Reference, ...]:
        """All to ask for, the surest first."""
        return (*self.references, *self.guesses)


def read_pasted(text: str) -> Pasted:
    """Takes anything and never raises."""
    text = text.strip()[:MOST_TEXT]
    for shape, read in ((_BIBTEX, read_bibtex), (_RIS, read_ris)):
        if shape.search(text):
            entries = tuple(islice(read(text), MOST_ENTRIES + 1)) or (NOTHING,)
            return Pasted(entries[:MOST_ENTRIES], is_cut=len(entries) > MOST_ENTRIES)
    references = recognise(text)
    if not references:
        return Pasted(title=" ".join(text.split())[:MOST_TITLE])
    page = _page(references)
    guesses = (page.guess,) if page.guess else ()
    return Pasted(references=references, guesses=guesses, advice=page.advice)


def _page(references: tuple[Reference, ...]) -> Page:
    """What an address tells that holds no identifier itself."""
    if len(references) == 1 and references[0].scheme == URL:
        return page_at(references[0].value)
    return Page()
