"""Two versions of a text in, what changed out: by words, and by whole formulas."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

_TOKEN = re.compile(r"\$\$[^$]+\$\$|\$[^$\n]+\$|\w+|\s+|[^\w\s]")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
MOST_TOKENS = 6_000  # beyond that the comparison is by lines, which stays quick


class Change(NamedTuple):
    kind: str  # "same", "removed" or "added"
    text: str


def difference(old: str, new: str) -> list[Change]:
    """The pieces of both texts in reading order.

    "same" and "removed" together are the old text, "same" and "added" the new one.
    """
    pattern = _TOKEN
    if max(len(_TOKEN.findall(old)), len(_TOKEN.findall(new))) > MOST_TOKENS:
        pattern = _LINE
    before, after = pattern.findall(old), pattern.findall(new)
    pieces: list[Change] = []
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, before, after).get_opcodes():
        if tag == "equal":
            pieces.append(Change("same", "".join(before[a1:a2])))
            continue
        pieces.append(Change("removed", "".join(before[a1:a2])))
        pieces.append(Change("added", "".join(after[b1:b2])))
    return [piece for piece in pieces if piece.text]
