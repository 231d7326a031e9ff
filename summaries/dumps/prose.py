"""Splits flattened prose into paragraphs, quotes, pictures and displayed formulas."""

import re
from collections.abc import Iterator
from itertools import chain

from .opaque import DISPLAY, PICTURE
from .sentences import (
    LOOKING_BACK,
    OPENERS,
    begins_sentence,
    ends_sentence,
    lost_stops,
    sentence_starts,
)

BOLD = r"\*\*[^*\s][^*]{0,80}"
LEAD = re.compile(rf"{BOLD}(?::\*\*|\*\*:|\*\*(?=\s+(?:{OPENERS.pattern})\s))")
LAST_LEAD = re.compile(rf"{BOLD}\*\*\Z")  # a bold title, and behind it a list
SHOWN = re.compile(f"{PICTURE}+")
FORMULA = re.compile(rf"{DISPLAY}++(?![.,;:])")
QUOTE = re.compile(r"(?:(?<=\s)|\A)>[ \t]+(?=\S)")
GAP = re.compile(r"[ \t\xa0]{2,}(?=\S)")
CAPTION = re.compile(r"\s*(?:Figure|Fig\.|Table) \d+[:.]\s")
FOOTNOTE = re.compile(r"(?<=\s)\[\^[^\s\]]{1,40}\]:[ \t]")

Piece = tuple[str, int, int]  # kind, start, end


def pieces(mask: str) -> Iterator[Piece]:
    """Kinds: paragraph, quote, picture, formula. Every character but quote marks is in one."""
    all_quotes = bool(QUOTE.match(mask))
    kind, at = "paragraph", 0
    for place, mark in _marks(mask, all_quotes):
        if place < at:
            continue
        yield from _text(mask, kind, at, place, all_quotes)
        kind, at = "paragraph", place
        if mark == "quote":
            kind, at = "quote", place + 1
        elif mark in ("picture", "formula"):
            at = _end_of_run(mask, place)
            yield mark, place, at
    yield from _text(mask, kind, at, len(mask), all_quotes)


def picture_pieces(mask: str) -> Iterator[Piece]:
    """Inside an item only pictures stand apart."""
    at = 0
    for place, _ in _pictures(mask):
        yield from _text(mask, "paragraph", at, place, False)
        at = _end_of_run(mask, place)
        yield "picture", place, at
    yield from _text(mask, "paragraph", at, len(mask), False)


def _text(mask: str, kind: str, start: int, end: int, all_quotes: bool) -> Iterator[Piece]:
    """A quote amid prose is one sentence; among quotes alone it lasts until the next."""
    if kind == "quote" and not all_quotes:
        stop = next(sentence_starts(mask, start, end), end)
        yield kind, start, stop
        kind, start = "paragraph", stop
    if CAPTION.match(mask, start):
        stop = _caption_end(mask, start, end)
        yield kind, start, stop
        start = stop
    if mask[start:end].strip():
        yield kind, start, end


def _caption_end(mask: str, start: int, end: int) -> int:
    """A caption lasts until a sentence that speaks of the whole text."""
    turns = (at for at in sentence_starts(mask, start, end) if LOOKING_BACK.match(mask, at))
    return next(turns, end)


def _marks(mask: str, all_quotes: bool) -> list[tuple[int, str]]:
    """Places where a paragraph ends, each with what begins there."""
    marks = [(place, "sentence") for place in lost_stops(mask, 0, len(mask))]
    marks += _pictures(mask)
    marks += [(m.start(), "formula") for m in FORMULA.finditer(mask)]
    leads = chain(LEAD.finditer(mask), LAST_LEAD.finditer(mask, max(0, len(mask) - 90)))
    marks += [(m.start(), "lead") for m in leads if _may_break(mask, m.start())]
    marks += [(m.start(), "footnote") for m in FOOTNOTE.finditer(mask)]
    marks += [(place, "gap") for place in gaps(mask, 0, len(mask))]
    for m in QUOTE.finditer(mask):
        may_end = all_quotes or ends_sentence(mask, m.start())
        if not m.start() or (may_end and begins_sentence(mask, m.end())):
            marks.append((m.start(), "quote"))
    return sorted(marks)


def _pictures(mask: str) -> list[tuple[int, str]]:
    return [(m.start(), "picture") for m in SHOWN.finditer(mask) if _stands_alone(mask, m)]


def _stands_alone(mask: str, match: re.Match[str]) -> bool:
    """Between sentences; an address amid a sentence stays where its words need it."""
    behind = mask[match.end() : match.end() + 40].lstrip()
    return not behind or begins_sentence(behind, 0) or _may_break(mask, match.start())


def gaps(mask: str, start: int, end: int) -> Iterator[int]:
    """Several spaces are a lost break, but not where the author types two after each full stop."""
    spaced = [mask[at - 2 : at].isspace() for at in sentence_starts(mask, start, end)]
    by_habit = sum(spaced) > 1 and sum(spaced) * 2 > len(spaced)
    for match in GAP.finditer(mask, start, end):
        wide = len(match[0]) > 2
        ended = ends_sentence(mask, match.start()) and not by_habit
        if (wide or ended) and begins_sentence(mask, match.end()):
            yield match.end()


def _may_break(mask: str, at: int) -> bool:
    """Whether a paragraph may end here: a sentence, a picture or a parenthesis ends before."""
    before = mask[max(0, at - 40) : at].rstrip()
    return not before or before[-1] in f"){PICTURE}{DISPLAY}:" or ends_sentence(mask, at)


def _end_of_run(mask: str, at: int) -> int:
    kind = mask[at]
    while at < len(mask) and mask[at] == kind:
        at += 1
    return at
