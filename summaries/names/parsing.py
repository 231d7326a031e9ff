"""A name in any order into given name, family name and suffix, and back."""

import re
from collections.abc import Callable
from typing import NamedTuple

from summaries.catalogue.record import Name

from .collectives import is_collective
from .scripts import family_of, is_eastern
from .words import COMMA, Word, pieces_of, words_of

_DBLP_NUMBER = re.compile(r"(.+\S)\s+(\d{4})", re.A)
_SUFFIX = re.compile(r"(?:jr|sr|junior|senior|ii|iii|iv|2nd|3rd|esq|ph\.?d|m\.?d)\.?", re.I)
_HEIRS = {"filho", "júnior", "neto", "sobrinho"}  # part of a Portuguese family name
_AND = {"y", "e", "i", "und"}  # between two halves of a family name
# In capitals, too; other particles are known by their small letter.
_PARTICLE_WORDS = (
    "van von vom zu zum zur de den der des dem du di del della dello degli do dos das ter ten "
    "ibn bin bint abu al el ul af av st. بن ابن بنت أبو آل"
)
_PARTICLES = frozenset(_PARTICLE_WORDS.split())


class Parts(NamedTuple):
    """What a reference manager wants to know of a name; a group is all family."""

    given: str
    family: str
    suffix: str


def parse(text: str, decode: Callable[[str], str] | None = None) -> Name:
    """A name as anybody writes it: "First von Last", "Last, First", "Last, Jr., First",
    "{A Group}", "王伟", with or without dblp's number. `decode` reads LaTeX, word by word."""
    words = words_of(text, decode or _without_braces)
    plain = _text(words).replace(" ,", ",")
    if (len(words) == 1 and words[0].is_braced) or is_collective(plain):
        return Name(full=plain, is_collective=True)
    number = _DBLP_NUMBER.fullmatch(plain)
    found = split(words[:-1] if number else words)
    full = _full(found) if COMMA in words else number[1] if number else plain
    return Name(full=full, family=found.family, dblp=plain if number else "")


def parts(full: str, family: str = "", is_collective: bool = False) -> Parts:
    """A stored name for export; `family` says which part it is, where a source told."""
    full, family = " ".join(full.split()), " ".join(family.split())
    if is_collective or full == family:
        return Parts("", full, "")
    if family and is_eastern(full) and full.startswith(family):
        return Parts(full.removeprefix(family).strip(), family, "")
    given, found, rest = f" {full} ".rpartition(f" {family} ") if family else ("", "", "")
    if found and (not rest.strip() or _is_suffix(rest.strip(" ,"))):
        return Parts(given.strip(" ,"), family, rest.strip(" ,"))
    return split(words_of(full, str))


def without_number(name: str) -> str:
    """A name in dblp without the number that tells it from namesakes: "Wei Wang 0001"."""
    match = _DBLP_NUMBER.fullmatch(name)
    return match[1] if match else name


def split(words: list[Word]) -> Parts:
    """The parts of a person's name, by its commas or by the order of its words."""
    pieces = pieces_of(words)
    if len(pieces) == 1:
        return _in_order(pieces[0])
    suffixes = [piece for piece in pieces[1:] if _is_suffix(_text(piece))]
    others = [piece for piece in pieces[1:] if piece not in suffixes]
    suffix = " ".join(map(_text, suffixes))
    if not others:
        found = _in_order(pieces[0])
        return found._replace(suffix=" ".join(filter(None, (found.suffix, suffix))))
    return Parts(" ".join(map(_text, others)), _text(pieces[0]), suffix)


def _in_order(words: list[Word]) -> Parts:
    """Given name first, family name last, but for eastern scripts."""
    text = _text(words)
    if is_eastern(text):
        family = family_of(text)
        return Parts(text.removeprefix(family).strip(), family, "")
    end = len(words)
    while end > 2 and _is_suffix(words[end - 1].text):
        end -= 1
    start = _family_start(words[:end])
    return Parts(_text(words[:start]), _text(words[start:end]), _text(words[end:]))


def _family_start(words: list[Word]) -> int:
    """The place of the first word of the family name; the first word is always given."""
    last = len(words) - 1
    for place in range(1, last):
        word = words[place]
        if word.is_braced:
            continue
        if word.text.casefold() in _AND and place > 1:
            return place - 1
        if word.text.casefold() in _PARTICLES or word.text[:1].islower():
            return place
    is_heir = last > 1 and words[last].text.casefold() in _HEIRS
    return max(last - is_heir, 0)


def _full(found: Parts) -> str:
    """As people write it: eastern names with the family in front."""
    if is_eastern(found.family + found.given):
        both = [found.family, found.given]
        return "".join(both)
    return " ".join(filter(None, found))


def _without_braces(text: str) -> str:
    return text.replace("{", "").replace("}", "")


def _is_suffix(text: str) -> bool:
    return bool(_SUFFIX.fullmatch(text))


def _text(words: list[Word]) -> str:
    return " ".join(word.text for word in words)
