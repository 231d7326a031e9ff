"""Filters and tags that say how a value looks."""
