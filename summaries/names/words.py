"""A name cut at blanks and commas, but not inside braces."""

from collections.abc import Callable, Iterator
from typing import NamedTuple


class Word(NamedTuple):
    """A word of a name; what stood in braces is one word, blanks and all."""

    text: str
    is_braced: bool = False


COMMA = Word(",")


def words_of(text: str, decode: Callable[[str], str]) -> list[Word]:
    """Words and commas in order, each decoded on its own."""
    found = []
    for raw in _cut(text):
        if raw == ",":
            found.append(COMMA)
        elif plain := " ".join(decode(raw).replace("~", " ").split()):
            found.append(Word(plain, _is_braced(raw)))
    return found


def pieces_of(words: list[Word]) -> list[list[Word]]:
    """What stands between commas, without empty pieces; at least one."""
    pieces: list[list[Word]] = [[]]
    for word in words:
        if word is COMMA:
            pieces.append([])
        else:
            pieces[-1].append(word)
    return [piece for piece in pieces if piece] or [[]]


def _cut(text: str) -> Iterator[str]:
    """Raw words and commas at no depth of braces."""
    depth, word = 0, ""
    for sign in text:
        depth = max(depth + (sign == "{") - (sign == "}"), 0)
        if depth or not (sign.isspace() or sign in ",~"):
            word += sign
            continue
        yield from filter(None, (word, "," if sign == "," else ""))
        word = ""
    if word:
        yield word


def _is_braced(raw: str) -> bool:
    """Whether all of it stands in one pair of braces that is no accent."""
    if not (raw.startswith("{") and raw.endswith("}")) or raw.startswith("{\\"):
        return False
    depth = 0
    for place, sign in enumerate(raw):
        depth += (sign == "{") - (sign == "}")
        if depth == 0:
            return place == len(raw) - 1
    return False
