"""Paragraphs that hold a displayed formula of several lines, whose lines are no lists."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

_UNDERLINE = re.compile(r"\s*(?:=+|-+)\s*")
_MARK = re.compile(r"\\\\|\\\$|\$\$|\\\[|\\\]|\\(begin|end)\{([a-zA-Z]+\*?)\}")


def protect_displays(md: MarkdownIt) -> None:
    # Before setext headings: a line of a formula may be a lone "=" or "-".
    md.block.ruler.before("lheading", "display_paragraph", display_paragraph)


def display_paragraph(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """A paragraph in which some formula runs over lines; without one, the usual rules go on."""
    if silent or not state.env["job"].may_hold_displays:
        return False
    line, jumped, hopeless = start, False, set[str]()
    while line < state.lineMax and not state.isEmpty(line):
        if line > start and _is_interrupted(state, line):
            break
        close = _closing_line(state, line, hopeless)
        jumped, line = jumped or close > line, close + 1
    if jumped:
        _push(state, start, line)
    return jumped


def _is_interrupted(state: StateBlock, line: int) -> bool:
    """Whether another block begins here, or this one turns out to be a heading."""
    if _UNDERLINE.fullmatch(_text(state, line)):
        return True
    if state.sCount[line] - state.blkIndent > 3 or state.sCount[line] < 0:
        return False
    rules = state.md.block.ruler.getRules("paragraph")
    return any(rule(state, line, state.lineMax, True) for rule in rules)


def _closing_line(state: StateBlock, line: int, hopeless: set[str]) -> int:
    """The line on which everything that opens on `line` is closed; `line` itself if nothing is."""
    waiting, first = _waiting_for("", _text(state, line)), line
    while waiting and waiting not in hopeless:
        line += 1
        if line >= state.lineMax or state.isEmpty(line):
            hopeless.add(waiting)
            return first
        waiting = _waiting_for(waiting, _text(state, line))
    return first if waiting else line


def _waiting_for(closer: str, text: str) -> str:
    """The closer that is missing after `text`, given the one that was missing before it."""
    for mark in _MARK.finditer(text):
        if closer:
            closer = "" if mark[0] == closer else closer
        elif mark[0] == "$$":
            closer = "$$"
        elif mark[0] == r"\[":
            closer = r"\]"
        elif mark[1] == "begin":
            closer = rf"\end{{{mark[2]}}}"
    return closer


def _text(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] : state.eMarks[line]]


def _push(state: StateBlock, start: int, end: int) -> None:
    state.line = end
    state.push("paragraph_open", "p", 1).map = [start, end]
    inline = state.push("inline", "", 0)
    inline.content = state.getLines(start, end, state.blkIndent, False).strip()
    inline.map, inline.children = [start, end], []
    state.push("paragraph_close", "p", -1)
