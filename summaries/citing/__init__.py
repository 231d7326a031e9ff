"""Papers and summaries in the formats of reference managers."""

from .bibtex import bibtex
from .csl import csl
from .formats import FORMATS, Format
from .item import Item, Writer
from .ris import ris
from .sources import of_paper, of_summary

__all__ = [
    "FORMATS",
    "Format",
    "Item",
    "Writer",
    "bibtex",
    "csl",
    "of_paper",
    "of_summary",
    "ris",
]
