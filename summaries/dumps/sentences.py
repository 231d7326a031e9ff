"""Where sentences end and begin. All functions read a mask from `opaque`."""

import re
from collections.abc import Iterator

from .opaque import INLINE, MASKED

OPENERS = re.compile(
    r"The|This|That|These|Those|They|We|It|In|On|For|To|From|With|At|As|By|If|When|While|Because"
    r"|However|Although|Since|There|Here|Our|Their|Its|Some|Also|Then|Thus|Therefore|Moreover"
    r"|Furthermore|Finally|Overall|Additionally|Given|Based|Using|And|But|So|Unlike|Instead|Note"
    r"|Both|Each|Another"
)
# No sentence ends in one of these, so a capital behind them begins a name, not a sentence.
NEVER_LAST = re.compile(
    r"a|an|the|and|or|nor|but|of|in|on|at|to|for|from|by|with|without|into|onto|over|under|as"
    r"|than|is|are|was|were|be|been|being|has|have|had|this|that|these|those|its|their|our|his"
    r"|her|your|my|which|who|whose|what|when|where|while|if|because|using|called|named|via|per"
    r"|vs|between|like|such|both|each|every|any|some|no|not|very|more|most"
)
# A sentence that opens like this looks back on the whole list, or away from it.
LOOKING_BACK = re.compile(
    r"\(?(?:Finally|Overall|Altogether|Together|In (?:summary|short|conclusion|total|both|all)"
    r"|To (?:summarize|summarise|conclude|sum up)|All in all|All of (?:these|this)|Both of"
    r"|(?:Also )?(?:[Ss]ee|[Vv]iew|[Rr]ead) (?:also|this)|Disclaimer)\b"
)
ABBREVIATED = re.compile(
    r"\b(?:e\.g|i\.e|al|etc|vs|cf|figs?|eqs?|sec|ch|ex|resp|approx|w\.r\.t|no|dr|prof|st)\.\Z"
    r"|\b(?-i:[A-Z][a-z]+ [A-Z])\.\Z",  # a person's initial
    re.IGNORECASE,
)
STOP = re.compile(r"[.!?][\"'”’)\]*_]*$")
BOUNDARY = re.compile(r"[.!?][\"'”’)\]*_]*(\s+)(?=\S)")
LOST_STOP = re.compile(r"(?<=[^\W\d_])\s+(?=[A-Z][a-z]*,?\s+[a-z(*`\d" + MASKED + "])")
LAST_WORD = re.compile(r"[^\W\d_]+$")
PARENTHESIS = re.compile(r"\([^()]{1,400}+\)")
WINDOW = 40


def ends_sentence(mask: str, at: int) -> bool:
    """Whether a sentence has just ended before this place."""
    tail = mask[max(0, at - WINDOW) : at].rstrip()
    if not STOP.search(tail):
        return False
    bare = tail.rstrip("\"'”’)]*_")
    return bare != tail or not ABBREVIATED.search(bare)


def begins_sentence(mask: str, at: int) -> bool:
    """Whether what stands here could be the first word of a sentence or of an item."""
    start = mask[at : at + 4].lstrip("\"'“‘([*_`")[:1]
    return bool(start) and (start.isupper() or start.isdigit() or start in MASKED)


def without_parentheses(mask: str) -> str:
    """The same length, with whatever stands in parentheses blotted out."""
    for _nested in range(2):
        mask = PARENTHESIS.sub(lambda match: "(" + INLINE * (len(match[0]) - 2) + ")", mask)
    return mask


def sentence_starts(mask: str, start: int, end: int) -> Iterator[int]:
    """Where the second and later sentences of a stretch begin."""
    for match in BOUNDARY.finditer(mask, start, end):
        if ends_sentence(mask, match.start(1)) and begins_sentence(mask, match.end()):
            yield match.end()


def lost_stops(mask: str, start: int, end: int, *, participles: bool = False) -> Iterator[int]:
    """Where a sentence begins though the one before it has no full stop: a line ended there."""
    for match in LOST_STOP.finditer(mask, start, end):
        before = LAST_WORD.search(mask, max(start, match.start() - WINDOW), match.start())
        if not before or not _may_be_last(before[0]):
            continue
        word = re.match(r"[A-Za-z]+", mask[match.end() : match.end() + WINDOW])
        if word and (OPENERS.fullmatch(word[0]) or (participles and word[0].endswith("ing"))):
            yield match.end()


def _may_be_last(word: str) -> bool:
    return word.islower() and len(word) > 2 and not NEVER_LAST.fullmatch(word)
