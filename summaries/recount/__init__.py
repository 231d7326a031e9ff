"""Columns and rows that are made of others, made again."""

from .run import recount

__all__ = ["recount"]
