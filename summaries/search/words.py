"""What was typed, as words to look for: everything in it is text, nothing an operator."""

import re
from dataclasses import dataclass

from .folding import fold
from .latex import GREEK
from .query import LONGEST

MOST_WORDS = 16
_QUOTED = re.compile(r'["“”„«»]([^"“”„«»]+)["“”„«»]')
_LETTERS = {name: letter for letter, name in GREEK.items()}
_ENDINGS = 3  # letters that stemming may have cut off a word of which only the beginning is typed


@dataclass(frozen=True)
class Word:
    """One thing to look for. Any of its spellings will do; each is words side by side."""

    spellings: tuple[str, ...]  # folded: letters, digits and blanks only
    is_beginning: bool = False  # of a word: the last spelling goes on

    def begun(self) -> "Word":
        """The same for a word of which only the beginning may be there."""
        word = self.spellings[0]
        cut = [word[:-letters] for letters in range(1, _ENDINGS + 1)] if word.isalpha() else []
        return Word((*(stem for stem in cut if len(stem) >= 4), word), is_beginning=True)


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


def begun(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The same words, the last of them perhaps not typed to its end."""
    if not words or " " in words[-1].spellings[0]:
        return words
    return (*words[:-1], words[-1].begun())


def plain(words: tuple[Word, ...]) -> set[str]:
    """Every word by itself, for marking."""
    return {part for word in words for spelling in word.spellings for part in spelling.split()}
