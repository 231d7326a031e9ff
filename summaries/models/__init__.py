"""The nouns of the site, one file each."""

from .answer import KeptAnswer
from .author import Author, AuthorIdentifier, Authorship
from .bookmark import Bookmark, Follow
from .carried import CarriedVotes
from .citation import Citation
from .comment import Comment, CommentRevision
from .correction import Correction
from .draft import Draft, StaleDraft
from .identifier import Identifier
from .joining import CannotJoin
from .keyword import Keyword
from .log_entry import LogEntry, Subject
from .merge import Merge
from .paper import Paper
from .picture import Picture, PictureUpload, QuotaExceeded
from .place import KeywordPlace, SectionPlace
from .provenance import ImportRun, Sighting
from .reader import DailyReaders, DailySalt, ReaderMark
from .report import Reason, Report
from .revision import SummaryRevision
from .rule import Rule, Shingle
from .summary import Summary
from .ticket import Kind, Ticket
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
    "KeywordPlace",
    "Kind",
    "LogEntry",
    "Merge",
    "Paper",
    "Picture",
    "PictureUpload",
    "QuotaExceeded",
    "ReaderMark",
    "Reason",
    "Report",
    "Rule",
    "SectionPlace",
    "Shingle",
    "Sighting",
    "StaleDraft",
    "Subject",
    "Summary",
    "SummaryRevision",
    "Ticket",
    "Twin",
    "Venue",
    "Vote",
]
