"""A text that kept its line breaks keeps them; only what its blocks need is added."""

import re
from collections.abc import Iterator
from itertools import groupby

from .nesting import levels
from .opaque import mask

KINDS = {
    "blank": re.compile(r"\s*\Z"),
    "heading": re.compile(r" {0,3}#{1,6}(?:[ \t]|\Z)"),
    "rule": re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})\Z"),
    "item": re.compile(r"\s*(?:[*+-]|\d{1,9}[.)])[ \t]+\S"),
    "quote": re.compile(r" {0,3}>"),
    "table": re.compile(r" {0,3}\|"),
}
BULLET = re.compile(r"([*+-])[ \t]+(.*)", re.DOTALL)
LATER_NUMBER = re.compile(r"\s*(?!1[.)])\d")
FENCE = re.compile(r" {0,3}(?:```|~~~)")

Line = tuple[str, str]  # kind, text


def has_lines(text: str) -> bool:
    """Whether the line breaks survived."""
    return "\n" in text.strip()


def line_blocks(text: str) -> list[str]:
    """The blocks of a text that kept its lines; inside a block nothing but nesting is new."""
    lines = _nested(_kinds(text))
    blocks: list[list[str]] = [[]]
    previous = "blank"
    for kind, line in lines:
        if kind == "blank" or _needs_gap(previous, kind):
            blocks.append([])
        if kind != "blank":
            blocks[-1].append(line)
        previous = kind
    return ["\n".join(block) for block in blocks if block]


def _needs_gap(previous: str, kind: str) -> bool:
    """Text behind an item or a quote may go on with it; anything else that differs is apart.

    A row of dashes under a line is a break between topics here, never an underlined heading.
    """
    if previous == kind:
        return kind in ("heading", "rule")
    return not (previous in ("item", "quote") and kind == "text")


def _kinds(text: str) -> list[Line]:
    """Lines with what they are; code and formulas of several lines count as one."""
    found: list[Line] = []
    for line, hidden in _logical_lines(text):
        kind = next((name for name, form in KINDS.items() if form.match(hidden)), "text")
        goes_on = bool(found) and found[-1][0] in ("item", "text")
        if kind == "item" and LATER_NUMBER.match(hidden) and (not found or found[-1][0] == "text"):
            kind = "text"
        if kind == "text" and goes_on and found[-1][0] == "item":
            found[-1] = ("item", f"{found[-1][1]}\n{line}")
        else:
            found.append((kind, line))
    return found


def _logical_lines(text: str) -> Iterator[tuple[str, str]]:
    """(line, its mask); a fence that never closes takes the rest."""
    at, hidden = 0, mask(text)
    for masked in hidden.split("\n"):
        line = text[at : at + len(masked)]
        if FENCE.match(masked):
            yield text[at:].rstrip(), "text"
            return
        yield line.rstrip() if not line.endswith("  ") else line.rstrip() + "  ", masked
        at += len(masked) + 1


def _nested(lines: list[Line]) -> list[Line]:
    """Lists whose indentation was lost get levels; if any item is indented, none was lost."""
    if any(kind == "item" and line[:1].isspace() for kind, line in lines):
        return lines
    found: list[Line] = []
    for kind, group in groupby(lines, key=lambda line: line[0]):
        members = list(group)
        found += _with_levels(members) if kind == "item" else members
    return found


def _with_levels(items: list[Line]) -> list[Line]:
    bullets = [BULLET.match(line) for _, line in items]
    if not all(bullets):
        return items
    depths = levels([bullet[2] for bullet in bullets if bullet])
    return [
        ("item", "\n".join("  " * depth + part for part in line.split("\n")))
        for (_, line), depth in zip(items, depths, strict=True)
    ]
