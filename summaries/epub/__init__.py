"""Summaries as a book."""

from .book import book

__all__ = ["book"]
