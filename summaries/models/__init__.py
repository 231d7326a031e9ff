"""The nouns of the site, one file each."""

from .answer import KeptAnswer
from .author import Author, AuthorIdentifier, Authorship
from .bookmark import Bookmark, Follow
from .carried import CarriedVotes
from .citation import Citation
from .comment import Comment, CommentRevision
from .correction import Correction
from .draft import Draft, StaleDraft
from .joining import CannotJoin
from .keyword import Keyword
from .paper import Identifier, Paper
from .picture import Picture, PictureUpload, QuotaExceeded
from .provenance import ImportRun, Sighting
from .reader import DailyReaders, DailySalt, ReaderMark
from .revision import SummaryRevision
from .summary import Summary
from .twin import Twin
from .venue import Venue
from .vote import Vote

__all__ = [
    "Author",
    "AuthorIdentifier",
    "Authorship",
    "Bookmark",
    "CannotJoin",
    "CarriedVotes",
    "Citation",
    "Comment",
    "CommentRevision",
    "Correction",
    "DailyReaders",
    "DailySalt",
    "Draft",
    "Follow",
    "Identifier",
    "ImportRun",
    "KeptAnswer",
    "Keyword",
    "Paper",
    "Picture",
    "PictureUpload",
    "QuotaExceeded",
    "ReaderMark",
    "Sighting",
    "StaleDraft",
    "Summary",
    "SummaryRevision",
    "Twin",
    "Venue",
    "Vote",
]
