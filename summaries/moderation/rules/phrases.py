"""Phrases with stars, found in a time that grows with the text alone: no regular expressions."""

import re
import unicodedata
from collections.abc import Sequence

MOST_WORDS = 20_000  # of a text that are looked at
_WORD = re.compile(r"\w+")
_PATTERN = re.compile(r"[\w*]+")


def words_of(text: str, shape: re.Pattern[str] = _WORD) -> list[str]:
    """The words in one spelling: without capitals, wide letters and other disguises."""
    plain = unicodedata.normalize("NFKC", text[: 8 * MOST_WORDS]).casefold()
    return shape.findall(plain)[:MOST_WORDS]


def phrases_of(lines: str) -> list[list[str]]:
    """One phrase a line, each a list of words."""
    return [words for line in lines.splitlines() if (words := words_of(line, _PATTERN))]


def has_phrase(words: Sequence[str], phrases: list[list[str]]) -> bool:
    """Whether one of the phrases stands somewhere among the words."""
    return any(
        fits(words[start : start + len(phrase)], phrase)
        for phrase in phrases
        for start in starts(words, phrase[0])
    )


def starts(words: Sequence[str], first: str):
    return (place for place, word in enumerate(words) if word_fits(word, first))


def fits(words: Sequence[str], phrase: list[str]) -> bool:
    return len(words) == len(phrase) and all(map(word_fits, words, phrase))


def word_fits(word: str, pattern: str) -> bool:
    """Whether the word is like the pattern, in which `*` stands for anything."""
    if "*" not in pattern:
        return word == pattern
    first, *middle, last = pattern.split("*")
    if len(word) < len(first) + len(last) or not word.startswith(first):
        return False
    place, end = len(first), len(word) - len(last)
    for part in middle:
        place = word.find(part, place, end)
        if place < 0:
            return False
        place += len(part)
    return word.endswith(last)
