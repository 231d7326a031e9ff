"""Where a feed may fold a long text, and the two parts on either side of the fold."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

SHORT = 1_100  # characters of visible text that are never folded
WANTED = 650
LEAST_LEAD = 300
LEAST_REST = 300
INSIDE_COSTS = 150  # a fold between blocks is worth being so many characters off

_PIECE = re.compile(
    r"<(/?)([a-zA-Z0-9]+)((?:[^\"'>]|\"[^\"]*\"|'[^']*')*)>|&[^;\s]+;|[^<&]+|.", re.S
)
_SENTENCE = re.compile(r"[.!?][\"”’)\]]*\s+(?=[A-Z\"“‘(])")
_ABBREVIATION = re.compile(
    r"(?:\b[A-Z]|\b(?:al|cf|e\.g|eq|eqs|fig|figs|i\.e|no|sec|tab|vs|approx|resp|dr|prof))\.$", re.I
)
_VOID = frozenset({"br", "hr", "img"})
_OPEN_PARAGRAPH = re.compile(r"<p(?: [^>]*)?>")
_COLON_COSTS = 200


@dataclass(frozen=True)
class _Place:
    offset: int
    seen: int  # characters of visible text before it
    cost: int


def fold_at(html: str) -> int:
    """The offset at which to fold; 0 when the text is short or has no good place."""
    places = list(_places(html))
    total = places[-1].seen if places else 0
    if total < SHORT:
        return 0
    good = [p for p in places if LEAST_LEAD <= p.seen <= total - LEAST_REST]
    return min(good, key=lambda p: abs(p.seen - WANTED) + p.cost).offset if good else 0


def lead_html(html: str, fold: int) -> str:
    """What stands before the fold, whole in itself; everything when there is none."""
    lead = html[:fold] if fold else html
    return lead.rstrip() + "</p>" if fold and _is_inside_paragraph(lead) else lead


def rest_html(html: str, fold: int) -> str:
    """What stands after the fold; nothing when there is none."""
    if not fold:
        return ""
    inside = _is_inside_paragraph(html[:fold])
    return ('<p class="continued">' if inside else "") + html[fold:]


def _is_inside_paragraph(lead: str) -> bool:
    return len(_OPEN_PARAGRAPH.findall(lead)) > lead.count("</p>")


def _places(html: str) -> Iterator[_Place]:
    """Every place between two top-level blocks or two sentences of a top-level paragraph."""
    stack: list[str] = []
    seen = 0
    for piece in _PIECE.finditer(html):
        name = (piece[2] or "").lower()
        if not name:
            if stack == ["p"]:
                yield from _ends_of_sentences(piece, seen)
            seen += 0 if "annotation" in stack else _visible(piece[0])
        elif piece[1]:
            if stack and stack[-1] == name:
                stack.pop()
            if not stack:
                yield _Place(piece.end(), seen, _cost_after(html, name, piece.start()))
        elif name not in _VOID:
            stack.append(name)


def _visible(text: str) -> int:
    return 1 if text.startswith("&") else len(text.strip("\n"))


def _cost_after(html: str, name: str, end: int) -> int:
    if name in ("h3", "h4", "h5", "h6"):
        return 1_000_000  # never a heading without what it is about
    return _COLON_COSTS if html.endswith(":", 0, end) else 0


def _ends_of_sentences(piece: re.Match[str], seen: int) -> Iterator[_Place]:
    for match in _SENTENCE.finditer(piece[0]):
        if not _ABBREVIATION.search(piece[0], max(0, match.start() - 8), match.start() + 1):
            yield _Place(piece.start() + match.end(), seen + match.end(), INSIDE_COSTS)
