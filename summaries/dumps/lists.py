"""Finds the lists in flattened text: where they start, and which marks go on with them."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from .opaque import MASKED
from .sentences import begins_sentence, ends_sentence

MARK = re.compile(r"(?:(?<=\s)|\A)(?:[*-]|(\d{1,2})[.)])[ \t\xa0]+(?=\S)")
# "Figure 2. The", "version 1. 2", "of 3. Then": the number belongs to the word before it.
CLAIMS_NUMBER = re.compile(
    r"\b(?:fig|figs|figure|table|section|sec|chapter|eq|eqn|equation|algorithm|alg|step|version|v"
    r"|part|appendix|theorem|lemma|layer|level|stage|phase|case|no|number|page|pp?|of|is|are|was|by"
    r"|to|than|with|in|on|at|from|and|or|about|equals|around|least|most|only|the)\.?\s+\Z",
    re.IGNORECASE,
)


BOLD_TITLE = re.compile(r"(?:\A|[.!?:)]\s+)\*\*[^*]{1,50}\*\*\s+\Z")
FAR_APART = 15  # characters between marks that are no signs of multiplication


@dataclass(frozen=True)
class Mark:
    """A place where a bullet or a number may begin an item."""

    start: int
    end: int
    kind: str  # "*", "-", "." or ")"
    number: int
    stands_open: bool  # at the start of its stretch, or behind a colon or a bold title
    is_item: bool  # what follows looks like the beginning of an item
    at_start: bool  # or at least behind a full stop

    @property
    def opens_anywhere(self) -> bool:
        """Enough evidence of a list even behind the bare words of a title."""
        return self.is_item and (self.kind != "-") and self.number < 2


def list_marks(mask: str) -> list[Mark]:
    """Everything in this stretch that could begin an item."""
    marks = (_mark(mask, match) for match in MARK.finditer(mask))
    return [mark for mark in marks if mark]


def _mark(mask: str, match: re.Match[str]) -> Mark | None:
    start, end = match.span()
    before = mask[max(0, start - 40) : start]
    kind = mask[start] if not match[1] else match[0].strip()[-1]
    if match[1] and CLAIMS_NUMBER.search(before):
        return None
    if not match[1] and _are_operands(before.rstrip(), mask[end : end + 12]):
        return None
    opens = not before.strip() or before.rstrip().endswith((":", ":**", "**:"))
    opens = opens or bool(BOLD_TITLE.search(mask[max(0, start - 60) : start]))
    at_start = opens or ends_sentence(mask, start)
    is_item = begins_sentence(mask, end)
    if match[1]:
        at_start = at_start or before.rstrip().endswith((",", ";"))
        is_item = is_item and not mask[end].isdigit()
    lower_item = mask[end].isalpha() and (opens or _follows_word(before))
    if not is_item and not lower_item:
        return None
    return Mark(start, end, kind, int(match[1] or 0), opens, is_item, at_start)


def _follows_word(before: str) -> bool:
    return bool(re.search(r"[^\W\d_]{2,}[.;,]?\s+\Z", before))


def _are_operands(left: str, right: str) -> bool:
    """`2 * 3`, `a * b`, `(m) * (n)` and `x - 1` are products and differences."""
    is_left = re.search(rf"(?:(?<!\w)\w|\d|[)\]{MASKED}])\Z", left)
    is_right = re.match(rf"(?:\w\b|\d|[(\[{MASKED}])", right)
    return bool(is_left and is_right) and not left.endswith((".", ":"))


class Marks:
    """The marks of a stretch, and which of them make lists. Linear, however many there are."""

    def __init__(self, mask: str):
        self.marks = list_marks(mask)
        self.numbered = _sequences(self.marks)
        self.following = [_following(self.marks, strict) for strict in range(3)]

    def runs_from(self, index: int) -> Iterator[tuple[int, Iterator[int]]]:
        """Each later mark that starts a list, with the marks that could go on with it."""
        for at in range(index, len(self.marks)):
            if self.marks[at].number:
                if at in self.numbered:
                    yield at, iter(self.numbered[at])
            elif self._starts_bullets(at):
                yield at, self._bullets(at)

    def _starts_bullets(self, at: int) -> bool:
        mark = self.marks[at]
        if mark.kind == "-" and not mark.is_item:
            return False
        if not mark.at_start:
            return mark.kind == "*" and self._is_clear(at)
        has_two = self.following[mark.is_item][at] is not None
        return has_two or (mark.kind == "*" and mark.stands_open)

    def _is_clear(self, at: int) -> bool:
        """Three stars before capitals, with words between them, are a list even without a colon."""
        second = self.following[1][at]
        third = None if second is None else self.following[1][second]
        if third is None or second is None or not self.marks[at].is_item:
            return False
        places = [self.marks[index].start for index in (at, second, third)]
        return all(later - place > FAR_APART for place, later in pairwise(places))

    def _bullets(self, at: int) -> Iterator[int]:
        """A dash between words looks like a mark: in a list of full sentences only one behind a
        full stop is."""
        strict = int(self.marks[at].is_item)
        second = self.following[strict][at]
        if self.marks[at].kind == "-" and second is not None and self.marks[second].at_start:
            strict = 2
        place: int | None = at
        while place is not None:
            yield place
            place = self.following[strict][place]


def _following(marks: list[Mark], strict: int) -> list[int | None]:
    """For each mark the next of its kind: any (0), an item (1), an item behind a full stop (2)."""
    following: list[int | None] = []
    latest: dict[str, int] = {}
    for index in range(len(marks) - 1, -1, -1):
        mark = marks[index]
        following.append(latest.get(mark.kind))
        if strict <= mark.is_item + (mark.is_item and mark.at_start):
            latest[mark.kind] = index
    return following[::-1]


def _sequences(marks: list[Mark]) -> dict[int, list[int]]:
    """Numbered lists by the index of their first mark: 1, 2, 3 … of one style, two at least."""
    places: dict[tuple[str, int], list[int]] = {}
    for index, mark in enumerate(marks):
        if mark.number:
            places.setdefault((mark.kind, mark.number), []).append(index)
    found = {}
    for kind in ".)":
        every = places.get((kind, 1), [])
        ones = [index for index in every if marks[index].at_start]
        shortest = 2 if ones else 3  # behind bare words it takes one more to be sure
        ones = ones or every
        for index, limit in zip(ones, [*ones[1:], len(marks)], strict=False):
            sequence = _sequence(marks, places, index, limit)
            if len(sequence) >= shortest:
                found[index] = sequence
    return found


def _sequence(marks: list[Mark], places: dict, index: int, limit: int) -> list[int]:
    first, sequence = marks[index], [index]
    while True:
        later = places.get((first.kind, len(sequence) + 1), [])
        at = bisect_left(later, sequence[-1] + 1)
        while at < len(later) and later[at] < limit and first.is_item > marks[later[at]].is_item:
            at += 1
        if at == len(later) or later[at] >= limit:
            return sequence
        sequence.append(later[at])
