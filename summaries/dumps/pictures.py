"""Picture addresses that were glued into a word are taken out, so that the word is whole."""

import re
from collections import deque

from .opaque import ADDRESS, PICTURE, mask

SEAM = "\ufdd0"  # a noncharacter, reserved for such use: here a picture stood in a word
GLUED = re.compile(
    r"https?://[^\s()<>\"'\[\]`|\\^{}$]+?\.(?:jpeg|jpg|png|gif|webp)(?![\w-]*[/?=%.]\w)",
    re.IGNORECASE,
)
KNOWN_HOST = re.compile(r"https?://i\.imgur\.com/", re.IGNORECASE)


def unglue(text: str) -> tuple[str, deque[str]]:
    """The text with a seam for each glued picture, and the pictures in order."""
    text = text.replace(SEAM, "")
    hidden, at = mask(text), 0
    pieces: list[str] = []
    pictures: deque[str] = deque()
    for match in GLUED.finditer(text):
        start, end = match.span()
        if start < at or hidden[start] not in ADDRESS + PICTURE:
            continue
        if start and text[start - 1].isalnum():
            pieces += [text[at:start], SEAM]
            pictures.append(match[0])
            at = end
        elif _runs_into_word(text, match):
            pieces += [text[at:end], " "]
            at = end
    return "".join([*pieces, text[at:]]), pictures


def _runs_into_word(text: str, match: re.Match[str]) -> bool:
    """`…x.pngThe authors`: only for the host whose addresses are known to end there."""
    follows = text[match.end() : match.end() + 2]
    return follows[:1].isalpha() and follows[:1].isupper() and bool(KNOWN_HOST.match(match[0]))


def seams_to_pictures(block: str, pictures: deque[str]) -> list[str]:
    """The block without its seams, and behind it the pictures that stood there."""
    count = block.count(SEAM)
    shown = [pictures.popleft() for _ in range(count)]
    return [block.replace(SEAM, ""), *shown]
