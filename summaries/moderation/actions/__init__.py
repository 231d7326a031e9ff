"""What moderators do, one file for each kind of thing."""

from . import comments, papers, people, summaries
from .registry import ACTIONS, Action, Refused, applicable

__all__ = [
    "ACTIONS",
    "Action",
    "Refused",
    "applicable",
    "comments",
    "papers",
    "people",
    "summaries",
]
