"""Papers and summaries in the formats of reference managers."""

from .bibtex import bibtex
from .csl import csl
from .formats import FORMATS, Format
from .highwire import highwire
from .item import Item, Writer
from .ris import ris
from .schema import json_ld
from .signposts import signposts
from .sources import of_paper, of_summary

__all__ = [
    "FORMATS",
    "Format",
    "Item",
    "Writer",
    "bibtex",
    "csl",
    "highwire",
    "json_ld",
    "of_paper",
    "of_summary",
    "ris",
    "signposts",
]
