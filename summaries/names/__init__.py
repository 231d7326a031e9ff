"""Names of people and groups: from any order and script into parts, and back; plain Python.

What no program can know: which of two Spanish names is the family's, and that a Hungarian's or a
Vietnamese's stands in front when nobody says so with a comma.
"""

from .collectives import is_collective
from .parsing import Parts, parse, parts, split, without_number

__all__ = ["Parts", "is_collective", "parse", "parts", "split", "without_number"]
