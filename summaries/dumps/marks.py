"""Finds what may begin an item of a list in flattened text: bullets and numbers."""

import re
from dataclasses import dataclass

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
