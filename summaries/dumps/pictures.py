"""Picture addresses that were glued into a word are taken out, so that the word is whole."""

import re
from collections import deque
from collections.abc import Iterator

from .opaque import ADDRESS, PICTURE, mask

SEAM = "\ufdd0"  # a noncharacter, reserved for such use: here a picture stood in a word
GLUED = re.compile(
    r"https?://[^\s()<>\"'\[\]`|\\^{}$]+?\.(?:jpeg|jpg|png|gif|webp)(?![\w-]*[/?=%.]\w)",
    re.IGNORECASE,
)
SCHEME = re.compile(r"https?://")
ADDRESSES = re.compile(f"{ADDRESS}+|{PICTURE}+")
KNOWN_HOST = re.compile(r"https?://i\.imgur\.com/", re.IGNORECASE)


def unglue(text: str) -> tuple[str, deque[str]]:
    """The text with a seam for each glued picture, and the pictures in order."""
    text = text.replace(SEAM, "")
    at = 0
    pieces: list[str] = []
    pictures: deque[str] = deque()
    for start, end in _glued(text):
        alone = bool(pieces) and start == at and pieces[-1] == " "
        if start and text[start - 1].isalnum() and not alone:
            pieces += [text[at:start], SEAM]
            pictures.append(text[start:end])
        elif _runs_into_word(text, start, end):
            pieces += [text[at:end], " "]
        else:
            continue
        at = end
    return "".join([*pieces, text[at:]]), pictures


def _glued(text: str) -> Iterator[tuple[int, int]]:
    """Where addresses that lie open (not in code, links or formulas) name a picture."""
    for address in ADDRESSES.finditer(mask(text)):
        at = address.start()
        while match := GLUED.match(text, at, address.end()):
            yield match.span()
            following = SCHEME.search(text, match.end(), address.end())
            at = following.start() if following else address.end()


def _runs_into_word(text: str, start: int, end: int) -> bool:
    """`…x.pngThe authors`: only for the host whose addresses are known to end there."""
    next_word = text[end : end + 1].isupper() or text.startswith("http", end)
    return next_word and bool(KNOWN_HOST.match(text, start))


def seams_to_pictures(block: str, pictures: deque[str]) -> list[str]:
    """The block without its seams, and behind it the pictures that stood there."""
    count = block.count(SEAM)
    shown = [pictures.popleft() for _ in range(count)]
    return [block.replace(SEAM, ""), *shown]
