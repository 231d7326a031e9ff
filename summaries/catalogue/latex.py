"""LaTeX of a reference file into plain text; formulas between `$` stay as they are."""

import logging
import re

from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

MOST = 8_000  # signs of one text; of more, only the braces go
DEEPEST = 6  # braces inside braces; each level of accents doubles the work

logging.getLogger("pylatexenc").setLevel(logging.CRITICAL + 1)

_MARKUP = re.compile(r"[\\{}~]|--|``|''")
_PERCENT = re.compile(r"(?<!\\)%")  # a comment for LaTeX, but a percent sign for BibTeX
_FORMULA = re.compile(r"(?<!\\)(\$(?:[^$\\]|\\.)*\$)", re.S)


def _decoder() -> LatexNodes2Text:
    context = get_default_latex_context_db()
    macros = [
        MacroTextSpec("url", simplify_repl="%s"),
        MacroTextSpec("href", simplify_repl="%(2)s"),
        MacroTextSpec("textasciicircum", "^"),  # the sign itself, not the accent
    ]
    context.add_context_category("references", macros=macros, prepend=True)
    return LatexNodes2Text(latex_context=context, math_mode="verbatim")


_LATEX = _decoder()


def plain(text: str) -> str:
    """What a reader sees of the text, on one line."""
    if _MARKUP.search(text):
        pieces = _FORMULA.split(text)  # every second one is a formula
        pieces[::2] = [_decoded(piece) for piece in pieces[::2]]
        text = "".join(pieces)
    return " ".join(text.split())


def _decoded(text: str) -> str:
    if "\\" not in text or len(text) > MOST or _depth(text) > DEEPEST:
        return _without_marks(text)
    try:
        return _LATEX.latex_to_text(_PERCENT.sub(r"\\%", text))
    except Exception:  # a library that reads what anybody wrote
        return _without_marks(text)


def _without_marks(text: str) -> str:
    text = re.sub(r"\\([%&_#$])", r"\1", text).replace("~", " ").replace("---", "—")
    text = text.replace("--", "–").replace("``", "“").replace("''", "”")
    return text.replace("{", "").replace("}", "")


def _depth(text: str) -> int:
    depth = deepest = 0
    for sign in text:
        depth = max(depth + (sign == "{") - (sign == "}"), 0)
        deepest = max(deepest, depth)
    return deepest
