"""The piece of a text in which the words stand, and the words marked: safe HTML."""

import re
from collections.abc import Set
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString, mark_safe

from .folding import fold

LENGTH = 240  # characters of an excerpt
FARTHEST = 50_000  # characters in which its place is looked for
BEFORE = 60  # characters before the first word
_WORD = re.compile(r"\w+")


def marked(text: str, words: Set[str]) -> SafeString:
    """The text, escaped, with every word marked that one of the words is a form of."""
    words, pieces, end = frozenset(words), [], 0
    for word in _WORD.finditer(text):
        if _is_form_of_any(word[0], words):
            pieces += [escape(text[end : word.start()]), f"<mark>{escape(word[0])}</mark>"]
            end = word.end()
    # Every piece was escaped by itself.
    return mark_safe("".join([*pieces, escape(text[end:])]))  # noqa: S308


def excerpt(text: str, words: Set[str], length: int = LENGTH) -> SafeString:
    """The words around the first of those looked for, marked; "" when none is there."""
    words, text = frozenset(words), text[:FARTHEST]
    found = next((word for word in _WORD.finditer(text) if _is_form_of_any(word[0], words)), None)
    if found is None:
        return SafeString("")
    start = _start_of_word(text, found.start() - BEFORE)
    piece = " ".join(text[start : start + length].split())
    if start + length < len(text):
        piece = piece.rsplit(" ", 1)[0] + "…"
    return marked(f"…{piece}" if start else piece, words)


def _start_of_word(text: str, at: int) -> int:
    if at <= 0:
        return 0
    blank = text.find(" ", at, at + BEFORE)
    return blank + 1 if blank >= 0 else at


def _is_form_of_any(word: str, words: frozenset[str]) -> bool:
    folded = _folded(word)
    if not folded.startswith(_starts(words)):  # as hardly any does
        return False
    return folded in words or any(_are_forms(folded, wanted) for wanted in words)


@lru_cache(maxsize=200)
def _starts(words: frozenset[str]) -> tuple[str, ...]:
    """One of these begins whatever is one of the words, or a form of it."""
    return tuple({word.removesuffix("*")[:3] for word in words})


@lru_cache(maxsize=20_000)
def _folded(word: str) -> str:
    return word.lower() if word.isascii() else fold(word)


@lru_cache(maxsize=20_000)
def _are_forms(one: str, other: str) -> bool:
    """Whether they look like forms of one word: shape and shapes, optimise and optimisation."""
    if other.endswith("*"):
        return one.startswith(other[:-1])
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < 3 or len(longer) - len(shorter) > 5:
        return False
    same = len(shorter) if len(shorter) < 5 else len(shorter) - 2
    return longer.startswith(shorter[:same]) and (same > 3 or len(longer) - len(shorter) <= 2)
