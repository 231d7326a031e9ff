"""Gives list items their levels back, from numbering such as (3), (3.1) and from colons."""

import re
from dataclasses import dataclass

NUMBERED = re.compile(r"\((\d+(?:\.\d+)*)\)\s")
DEEPEST = 5


@dataclass
class Opener:
    """An item that ends in a colon: what follows belongs to it until the look changes."""

    first_word: str
    child: str = ""  # its first child


def levels(items: list[str]) -> list[int]:
    """The level of each item, 0 for the outermost."""
    texts = [item.strip() for item in items]
    depths = _numbering(texts)
    if sum(text.endswith(":") for text in texts) * 2 > len(texts):
        return [depth or 0 for depth in depths]
    base, found = 0, []
    stack: list[Opener] = []
    for text, depth in zip(texts, depths, strict=True):
        if depth is not None:
            base, stack = depth, []
        else:
            stack = _still_open(stack, text)
        found.append(min(base + len(stack), DEEPEST))
        if depth is not None:
            base = depth + 1
        if text.endswith(":"):
            stack.append(Opener(_first_word(text)))
    return found


def _numbering(texts: list[str]) -> list[int | None]:
    """How deep the items numbered like (3) and (3.1) lie; with fewer than two it means nothing."""
    matches = [NUMBERED.match(text) for text in texts]
    dots = [match[1].count(".") if match else None for match in matches]
    known = [depth for depth in dots if depth is not None]
    if len(known) < 2 or dots[0] is None:
        return [None] * len(texts)
    outermost = min(known)
    return [None if depth is None else depth - outermost for depth in dots]


def _still_open(stack: list[Opener], text: str) -> list[Opener]:
    """The openers that this item is under, after closing those that it does not belong to."""
    stack = list(stack)
    while stack and stack[-1].child and _closes(stack[-1], text):
        stack.pop()
    if stack and not stack[-1].child:
        stack[-1].child = text
    return stack


def _closes(opener: Opener, text: str) -> bool:
    if text.endswith(":") and not opener.child.endswith(":"):
        return True  # a label beside a label
    if opener.child.startswith("**") and not text.startswith("**"):
        return True  # the children are in bold, this is not
    return _first_word(text) == opener.first_word  # built like the item that opened the list


def _first_word(text: str) -> str:
    return text.split(maxsplit=1)[0] if text else ""
