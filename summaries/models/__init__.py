"""The nouns of the site, one file each."""

from .author import Author, AuthorIdentifier, Authorship
from .bookmark import Bookmark, Follow
from .carried import CarriedVotes
from .citation import Citation
from .comment import Comment, CommentRevision
from .draft import Draft, StaleDraft
from .keyword import Keyword
from .paper import Identifier, Paper
from .picture import Picture, PictureUpload, QuotaExceeded
from .provenance import ImportRun, Sighting
from .reader import DailyReaders, DailySalt, ReaderMark
from .revision import SummaryRevision
from .summary import Summary
from .venue import Venue
from .vote import Vote

__all__ = [
    "Author",
    "AuthorIdentifier",
    "Authorship",
    "Bookmark",
    "CarriedVotes",
    "Citation",
    "Comment",
    "CommentRevision",
    "DailyReaders",
    "DailySalt",
    "Draft",
    "Follow",
    "Identifier",
    "ImportRun",
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
    "Venue",
    "Vote",
]
