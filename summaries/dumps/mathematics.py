"""Row breaks of matrices, whose backslashes authors doubled because the old site ate them."""

import re

from .opaque import DISPLAY, INLINE, Scanner

TOO_MANY = re.compile(r"\\{3,}(?=(.?))", re.DOTALL)
FORMULA_STARTS = ("$", "\\")
# `\\\hline` is a row break and a command; so is `\\\{`.
COMMANDS = re.compile(r"[A-Za-z{},;:!|%&#_]")


def mend_row_breaks(text: str) -> str:
    r"""`\\\\` and `\\\` become `\\`, in mathematics only."""
    pieces, at = [], 0
    for start, end, kind in Scanner(text).spans():
        if kind in (INLINE, DISPLAY) and text.startswith(FORMULA_STARTS, start):
            pieces += [text[at:start], TOO_MANY.sub(_row_break, text[start:end])]
            at = end
    return "".join([*pieces, text[at:]])


def _row_break(match: re.Match[str]) -> str:
    opens_command = len(match[0]) % 2 and COMMANDS.match(match[1])
    return "\\\\\\" if opens_command else "\\\\"
