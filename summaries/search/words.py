"""What was typed, as words to look for: everything in it is text, nothing an operator."""

import re
from dataclasses import dataclass

from .folding import fold
from .latex import GREEK
from .query import LONGEST

MOST_WORDS = 16
_QUOTED = re.compile(r'["“”„«»]([^"“”„«»]+)["“”„«»]')
_LETTERS = {name: letter for letter, name in GREEK.items()}
_ENDINGS = ("ing", "ation", "ations", "ion", "ions", "ment", "ness", "ity", "able", "ive", "ed")
SHORTEST_STEM = 4  # letters


@dataclass(frozen=True)
class Word:
    """One thing to look for. Any of its spellings will do; each is words side by side."""

    spellings: tuple[str, ...]  # folded: letters, digits and blanks only
    is_beginning: bool = False  # of a word: the last spelling goes on

    def begun(self) -> "Word":
        """The same for a word of which only the beginning may be there."""
        word = self.spellings[0]
        return Word((*_completed(word), word), is_beginning=True)


def _completed(word: str) -> list[str]:
    """The words with a usual ending of which the last letters may be a part.

    The index holds stems: "representat" begins none, the stem of "representation" is shorter.
    """
    made = [
        word[:-letters] + ending
        for ending in _ENDINGS
        for letters in range(1, len(ending))
        if word.endswith(ending[:letters]) and len(word) - letters >= SHORTEST_STEM
    ]
    return list(dict.fromkeys(made))


def words_of(typed: str) -> tuple[Word, ...]:
    """Each word once, and each quotation; nothing beyond the first `MOST_WORDS`."""
    typed = typed[:LONGEST]
    quoted = [
        Word((folded,)) for quotation in _QUOTED.findall(typed) if (folded := fold(quotation))
    ]
    single = _singles(fold(_QUOTED.sub(" ", typed)).split())
    return tuple(dict.fromkeys([*quoted, *single]))[:MOST_WORDS]


def _singles(words: list[str]) -> list[Word]:
    """Each also in one piece with its neighbours: "self attention" finds "selfattention"."""
    before, after = ["", *words], [*words[1:], ""]
    return [
        Word(_spellings(word, left and left + word, right and word + right))
        for left, word, right in zip(before, words, after, strict=False)
    ]


def _spellings(word: str, *joined: str) -> tuple[str, ...]:
    return tuple(filter(None, (word, _LETTERS.get(word, ""), *joined)))


def begun(words: tuple[Word, ...], shortest: int = 3) -> tuple[Word, ...]:
    """The same words, the last of them perhaps not typed to its end.

    Too many words begin with fewer letters than `shortest`; a quotation is whole.
    """
    if not words or " " in words[-1].spellings[0] or len(words[-1].spellings[0]) < shortest:
        return words
    return (*words[:-1], words[-1].begun())


def marks(words: tuple[Word, ...]) -> frozenset[str]:
    """Every word by itself, for marking; a beginning ends in an asterisk."""
    beginnings = {f"{word.spellings[-1]}*" for word in words if word.is_beginning}
    parts = {part for word in words for spelling in word.spellings for part in spelling.split()}
    return frozenset(beginnings | parts)
