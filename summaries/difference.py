"""Two versions of a text in, what changed out: by words, and by whole formulas."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

_TOKEN = re.compile(r"\$\$[^$]+\$\$|\$[^$\n]+\$|\w+|\s+|[^\w\s]")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_TEXT = re.compile(r".+", re.S)
MOST_TOKENS = 6_000  # beyond that the comparison is by lines; beyond that, of the whole texts


class Change(NamedTuple):
    kind: str  # "same", "removed" or "added"
    text: str


def difference(old: str, new: str) -> list[Change]:
    """The pieces of both texts in reading order.

    "same" and "removed" together are the old text, "same" and "added" the new one.
    """
    before, after = _tokens(old, new)
    pieces: list[Change] = []
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, before, after).get_opcodes():
        if tag == "equal":
            pieces.append(Change("same", "".join(before[a1:a2])))
            continue
        pieces.append(Change("removed", "".join(before[a1:a2])))
        pieces.append(Change("added", "".join(after[b1:b2])))
    return [piece for piece in pieces if piece.text]


def _tokens(old: str, new: str) -> tuple[list[str], list[str]]:
    """Both texts in the finest pieces that are few enough to be compared quickly."""
    for pattern in (_TOKEN, _LINE):
        before, after = pattern.findall(old), pattern.findall(new)
        if max(len(before), len(after)) <= MOST_TOKENS:
            return before, after
    return _TEXT.findall(old), _TEXT.findall(new)
