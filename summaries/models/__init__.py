"""The nouns of the site, one file each."""

from .author import Author, Authorship
from .comment import Comment
from .keyword import Keyword
from .paper import Identifier, Paper
from .provenance import ImportRun, Sighting
from .reader import DailyReaders, ReaderMark
from .revision import SummaryRevision
from .summary import Summary
from .venue import Venue
from .vote import Vote

__all__ = [
    "Author",
    "Authorship",
    "Comment",
    "DailyReaders",
    "Identifier",
    "ImportRun",
    "Keyword",
    "Paper",
    "ReaderMark",
    "Sighting",
    "Summary",
    "SummaryRevision",
    "Venue",
    "Vote",
]
