"""Finds headings in flattened text, and where their titles end."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .marks import list_marks
from .opaque import INLINE, MASKED
from .prose import LEAD
from .sentences import OPENERS, begins_sentence, ends_sentence

MARK = re.compile(r"(?:(?<=\s)|\A)(#{1,6})[ \t]+(?=\S)")
RULE = re.compile(r"(?:(?<=\s)|\A)(?:-{3,}|\*{3,}|_{3,})(?=\s|\Z)")
STRUCTURE = re.compile(
    r"[ \t\xa0]{2,}"  # a gap
    r"|(?<=\w\w)\s>\s+(?=[^\W\d]{2}|[\"“])"  # a quote
    r"|(?<![\ue001\ue003])[\ue001\ue003]"  # a picture or a displayed formula
)
WORD = re.compile(r"\S+")
LONGEST = 60  # characters of a title that nothing but the next mark ends
REACH = 140  # characters in which a sentence behind the title must begin
LINKING = re.compile(r"of|for|and|the|an?|in|on|to|with|via|from|by|vs|or|as|is|are")
# Titles of one word: what follows with capitals is no part of them.
SECTION = re.compile(
    r"(?:Abstract|Approach|Background|Conclusions?|Contributions?|Discussion|Experiments?|Ideas?"
    r"|Introduction|Limitations?|Methods?|Motivations?|Notes?|Overview|Problem|Results?|Summary)"
    r"\s+(?=[A-Z])"
)
OPENING = "\"'“‘([*_"


@dataclass(frozen=True)
class Divider:
    """A heading or a thematic break; the text behind `end` belongs to it."""

    start: int
    end: int
    level: int
    title: tuple[int, int]


def dividers(mask: str) -> Iterator[Divider]:
    """Headings (level 1 to 6) and thematic breaks (level 0) of a flattened text, in order."""
    marks = list(MARK.finditer(mask))
    has_first_level = any(len(m[1]) == 1 and _is_heading(mask, m) for m in marks)
    places = [
        (m.start(), m.end(), len(m[1]))
        for m in marks
        if _is_heading(mask, m) or (has_first_level and mask[m.end()].isupper())
    ]
    places += [(m.start(), m.end(), 0) for m in RULE.finditer(mask) if _is_rule(mask, m)]
    places.sort()
    ends = [start for start, _, _ in places[1:]] + [len(mask)]
    for (start, end, level), limit in zip(places, ends, strict=False):
        stop = end + _title_length(mask[end:limit]) if level else end
        yield Divider(start, stop, level, (end, stop))


def _is_heading(mask: str, match: re.Match[str]) -> bool:
    """A single `#` is a number sign unless a sentence ends before it and one begins after."""
    if len(match[1]) > 1 or not match.start():
        return True
    ended = ends_sentence(mask, match.start()) or RULE.search(
        mask[max(0, match.start() - 80) : match.start()].rstrip()[-40:]
    )
    return bool(ended) and begins_sentence(mask, match.end())


def _is_rule(mask: str, match: re.Match[str]) -> bool:
    """Three dashes may be a dash between words; behind a full stop, or five, they are a break."""
    if mask[max(0, match.start() - 9) : match.start()].rstrip().endswith("|"):
        return False  # a cell of a table
    return len(match[0]) > 4 or not match.start() or ends_sentence(mask, match.start())


def _title_length(text: str) -> int:
    """How much of this stretch is the title; the stretch ends where the next heading begins."""
    limit = _first_structure(text)
    title = text[:limit].rstrip()
    whole = len(title) <= LONGEST and not ends_sentence(title, len(title))
    if whole and not title.endswith(":"):
        return _sentence_alone(text) if limit == len(text) else limit
    found = _sentence_start(text[: min(limit, REACH)])
    section = SECTION.match(text)
    if section and len(text[:found].split()) != 2:
        return section.end()
    return found or (limit if limit <= REACH else _first_sentence(text, limit))


def _sentence_alone(text: str) -> int:
    """A short section may lack its full stop; a word such as The or We gives it away."""
    found = _sentence_start(text)
    opens = found and OPENERS.fullmatch(text[found:].split(maxsplit=1)[0].strip(","))
    return found if opens else len(text)


def _first_structure(text: str) -> int:
    """Where the first gap, quote, picture, formula, bold lead or list ends the title, at most."""
    places = [len(text)]
    places += [
        match.start() for match in [STRUCTURE.search(text, 1), LEAD.search(text, 1)] if match
    ]
    marks = list_marks(text[: REACH + LONGEST])
    dashes = [mark.start for mark in marks if mark.kind == "-" and mark.is_item]
    places += [mark.start for mark in marks if mark.opens_anywhere]
    places += dashes[:1] if len(dashes) > 1 else []
    return min(places)


def _first_sentence(text: str, limit: int) -> int:
    match = re.search(r"[.!?:]\s", text[:limit])
    return match.end() if match else limit


def _sentence_start(text: str) -> int:
    """Where the sentence behind a title begins, or 0. Acronyms and formulas are looked through."""
    words = list(WORD.finditer(text))
    plain = [index for index, word in enumerate(words) if not _is_transparent(word[0])]
    fallback = 0
    for place, index in enumerate(plain):
        if not index:
            continue
        word = words[index]
        if _closes(words[index - 1][0]):
            return word.start()
        following = words[plain[place + 1]][0] if place + 1 < len(plain) else ""
        if not _is_capitalised(word[0]) or not following.lstrip(OPENING)[:1].islower():
            continue
        if OPENERS.fullmatch(word[0].strip(",")) or not LINKING.fullmatch(following):
            return word.start()
        fallback = fallback or word.start()
    return fallback


def _is_capitalised(word: str) -> bool:
    return word.lstrip(OPENING)[:1].isupper()


def _is_transparent(word: str) -> bool:
    capitals = sum(character.isupper() for character in word)
    letters = sum(character.isalpha() and character not in MASKED for character in word)
    return capitals > 1 or not letters or INLINE in word


def _closes(word: str) -> bool:
    return len(word) > 2 and word[-1] in ".:?!" and word[0].isalpha()
