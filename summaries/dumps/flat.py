"""Gives a text that was flattened to one line its blocks back."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import chain, pairwise
from typing import NamedTuple

from .endings import Siblings, hard_end, last_item_end
from .headings import dividers
from .links import cut_definitions
from .lists import Marks
from .marks import Mark
from .nesting import levels
from .opaque import mask
from .prose import picture_pieces, pieces

DEEPEST = 2  # lists within items of lists
# Without the backslash a paragraph that begins with a year would be an ordered list.
LOOKS_NUMBERED = re.compile(r"(\d{2,9})([.)]\s)")


class Stretch(NamedTuple):
    """Some text and its mask, position by position."""

    text: str
    mask: str

    def cut(self, start: int, end: int) -> "Stretch":
        """A part without the blanks around it."""
        part = self.mask[start:end]
        start += len(part) - len(part.lstrip())
        end = start + len(part.strip())
        return Stretch(self.text[start:end], self.mask[start:end])


class Item(NamedTuple):
    mark: Mark
    content: Stretch


def flat_blocks(text: str) -> list[str]:
    """The blocks of a flattened text in order, each as its own markdown."""
    text, definitions = cut_definitions(text.strip())
    whole, at, found = Stretch(text, mask(text)), 0, []
    for divider in dividers(whole.mask):
        found += _blocks(whole.cut(at, divider.start), at_heading=True)
        title = whole.cut(*divider.title).text
        found.append(f"{'#' * divider.level} {title}".rstrip() if divider.level else "---")
        at = divider.end
    found += _blocks(whole.cut(at, len(text)), at_heading=False)
    return [*found, "\n".join(definitions)] if definitions else found


def _blocks(stretch: Stretch, *, at_heading: bool, depth: int = 0) -> list[str]:
    """Lists, and the prose between them."""
    marks = Marks(stretch.mask)
    starts = [mark.start for mark in marks.marks]
    found, at, index = [], 0, 0
    while depth <= DEEPEST and (run := next(marks.runs_from(index), None)):
        found += _prose(stretch.cut(at, starts[run[0]]), depth)
        items, at = _items(stretch, marks.marks, run[1], at_heading)
        found.append(_list(items, depth))
        index = bisect_left(starts, at)
    return found + _prose(stretch.cut(at, len(stretch.mask)), depth)


def _items(
    stretch: Stretch, marks: list[Mark], places: Iterator[int], at_heading: bool
) -> tuple[list[Item], int]:
    """The items of a list that starts here, and where the list ends."""
    siblings, items = Siblings(), []
    for place, following in pairwise(chain(places, [None])):
        mark = marks[place]  # type: ignore[index]
        end = len(stretch.mask) if following is None else marks[following].start
        content = stretch.cut(mark.end, end)
        cut = _ending(content.mask, siblings, mark, following is None, at_heading)
        items.append(Item(mark, content.cut(0, len(content.mask) if cut is None else cut)))
        if cut is not None:
            return items, stretch.mask.index(content.mask, mark.end) + cut
        siblings.add(content.mask)
    return items, len(stretch.mask)


def _ending(
    item: str, siblings: Siblings, mark: Mark, is_last: bool, at_heading: bool
) -> int | None:
    """Where the list ends within this item, if it does."""
    if is_last:
        return last_item_end(item, siblings, at_heading=at_heading)
    if mark.number or not item.endswith((":", "**")):
        return None
    # It may introduce items below it, or be a paragraph that introduces the next list.
    return hard_end(item) if item.endswith("*") else last_item_end(item, siblings, at_heading=False)


def _list(items: list[Item], depth: int) -> str:
    numbered = bool(items[0].mark.number)
    depths = [0] * len(items) if numbered else levels([item.content.text for item in items])
    written = (_item(item, depth) for item in items)
    return "\n".join(
        _indent(text, " " * 2 * level) for text, level in zip(written, depths, strict=True)
    )


def _item(item: Item, depth: int) -> str:
    mark = f"{item.mark.number}{item.mark.kind}" if item.mark.number else item.mark.kind
    inner = _blocks(item.content, at_heading=True, depth=depth + 1) or [""]
    tight = len(inner) == 2 and "\n" in inner[1]
    content = ("\n" if tight else "\n\n").join(inner)
    return f"{mark} {_indent(content, ' ' * (len(mark) + 1)).lstrip()}".rstrip()


def _indent(text: str, by: str) -> str:
    return "\n".join(by + line if line else line for line in text.split("\n"))


def _prose(stretch: Stretch, depth: int) -> list[str]:
    split = picture_pieces if depth else pieces
    found = []
    for kind, start, end in split(stretch.mask):
        text = stretch.cut(start, end).text
        if kind == "paragraph" and not depth:
            text = LOOKS_NUMBERED.sub(r"\1\\\2", text, count=1) if text[:1].isdigit() else text
        found.append(f"> {text}" if kind == "quote" else text)
    return [text for text in found if text]
