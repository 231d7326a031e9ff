"""Lists of summaries for feed readers: Atom everywhere, RSS where the old site had it."""

from .atom import Atom
from .clean import CleanXML, clean
from .entries import entry_of, entry_of_comment, permanent_id, rights
from .rss import Rss

__all__ = [
    "Atom",
    "CleanXML",
    "Rss",
    "clean",
    "entry_of",
    "entry_of_comment",
    "permanent_id",
    "rights",
]
