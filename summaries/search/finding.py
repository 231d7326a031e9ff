"""Papers and summaries that match, bounded and in order."""

from .query import Found, Query


def papers(query: Query, start: int = 0, size: int = 30) -> Found:
    return Found([], 0)


def summaries(query: Query, start: int = 0, size: int = 30) -> Found:
    return Found([], 0)


def beginnings(words: str, size: int = 8) -> list:
    return []
