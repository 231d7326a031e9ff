"""Which formats there are, and what each is called where."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .bibtex import bibtex
from .csl import csl
from .item import Item
from .ris import ris


@dataclass(frozen=True)
class Format:
    suffix: str  # of the file's name
    name: str  # in unAPI
    title: str
    content_type: str
    write: Callable[[Iterable[Item]], str]


FORMATS = {
    each.suffix: each
    for each in (
        Format("bib", "bibtex", "BibTeX", "application/x-bibtex", bibtex),
        Format("ris", "ris", "RIS", "application/x-research-info-systems", ris),
        Format("json", "csljson", "CSL-JSON", "application/vnd.citationstyles.csl+json", csl),
    )
}
