"""Small rewrites of LaTeX into what math-core reads, each for one thing that authors write."""

import re
from collections.abc import Callable

from .guards import braced

_ROW_BREAKS = re.compile(r"\\{4}(?!\\)|(?<!\\)\\{3}(?=[\s\d-])")
_ROW_SPACE = re.compile(r"(\\\\)\s*\*?\s*\[\s*-?[\d.]+\s*(?:ex|em|pt|mm|cm|in|px|mu|bp)\s*\]")
_LABEL = re.compile(r"\\label\s*\{[^{}]*\}")
_TAG = re.compile(r"\\tag(\*?)\s*\{((?:[^{}]|\{[^{}]*\})*)\}")
_NUMBERED = r"(?:align|alignat|equation|flalign|gather|multline)"
_ENVIRONMENT = re.compile(r"\\(begin|end)\s*\{([a-zA-Z]+)(\*?)\}(\s*\{\d+\})?")
_RENAMED = {
    "alignat": "align",
    "alignedat": "aligned",
    "displaymath": "equation",
    "eqnarray": "align",
    "flalign": "align",
    "math": "equation",
    "smallmatrix": "matrix",
    "split": "aligned",
}
_STARRED = {"align", "equation", "gather", "multline"}
_WITH_COLUMNS = {"alignat", "alignedat"}
_LIMITS = re.compile(r"\\mathop\s*(?=\{)")
_SUBSTACK = re.compile(r"\\substack\s*(?=\{)")
_TEXT = re.compile(r"\\(text|textrm|textnormal|mbox|hbox|textbf|textit)\s*(?=\{)")
_WORDS = {
    r"\bold": r"\mathbf",
    r"\bbm": r"\mathbb",
    r"\ensuremath": "",
    r"\hdots": r"\ldots",
    r"\mathbbm": r"\mathbb",
    r"\mathds": r"\mathbb",
    r"\nicefrac": r"\frac",
    r"\vphantom": r"\phantom",
    r"\hphantom": r"\phantom",
    r"\smash": "",
    r"\displaylimits": "",
    r"\newcommand": r"\providecommand",
}
_WORD = re.compile("|".join(re.escape(w) + "(?![a-zA-Z])" for w in sorted(_WORDS, reverse=True)))


def repaired(tex: str) -> str:
    r"""The formula with each `\\\\` and `\\\ ` as the one row break that was meant.

    The old site ate backslashes, so its authors wrote more of them.
    """
    return _ROW_BREAKS.sub(r"\\\\", tex)


def for_math_core(tex: str) -> str:
    """The formula as math-core reads it; it shows the same."""
    tex = _LABEL.sub("", _ROW_SPACE.sub(r"\1", tex))
    tex = _WORD.sub(lambda word: _WORDS[word[0]], tex)
    tex = _ENVIRONMENT.sub(_environment, tex)
    tex = _each_group(_SUBSTACK, tex, lambda _, b: rf"\begin{{subarray}}{{c}}{b}\end{{subarray}}")
    tex = _each_group(_TEXT, tex, _text)
    tex = _operators_with_limits(tex)
    return _tagged(tex)


def _environment(match: re.Match[str]) -> str:
    side, name, columns = match[1], match[2], match[4] or ""
    renamed = _RENAMED.get(name, name)
    if name in _WITH_COLUMNS:
        columns = ""
    # Without numbers: two formulas of one text would both be number (1).
    star = "*" if renamed in _STARRED else match[3]
    return rf"\{side}{{{renamed}{star}}}{columns}"


def _each_group(
    command: re.Pattern[str], tex: str, rewrite: Callable[[re.Match[str], str], str]
) -> str:
    """Replace each `command{body}` by what `rewrite` makes of its body."""
    pieces, last = [], 0
    for match in command.finditer(tex):
        if match.start() < last:
            continue
        body = braced(tex, match.end())
        pieces += [tex[last : match.start()], rewrite(match, body)]
        last = match.end() + len(body) + 2
    return "".join([*pieces, tex[last:]])


def _text(match: re.Match[str], body: str) -> str:
    r"""`\text{if $n$ is}` as text, formula, text: math-core knows no formula inside text."""
    name = {"mbox": "text", "hbox": "text"}.get(match[1], match[1])
    parts = re.split(r"(?<!\\)\$", body)
    if len(parts) == 1 or len(parts) % 2 == 0:
        return rf"\{name}{{{body}}}"
    return "".join(
        f"{{{part}}}" if index % 2 else rf"\{name}{{{part}}}"
        for index, part in enumerate(parts)
        if part
    )


def _operators_with_limits(tex: str) -> str:
    r"""`\mathop{argmax}\limits` as `\operatorname*{argmax}`."""
    pieces, last = [], 0
    for match in _LIMITS.finditer(tex):
        body = braced(tex, match.end())
        end = match.end() + len(body) + 2
        limits = re.compile(r"\s*\\limits(?![a-zA-Z])").match(tex, end)
        if match.start() < last or not limits:
            continue
        name = re.sub(r"^\\(?:rm|mathrm|text)\s*\{?([a-zA-Z\s]+)\}?$", r"\1", body.strip())
        is_name = re.fullmatch(r"[a-zA-Z\s~,]+", name)
        operator = rf"\operatorname*{{{name}}}" if is_name else rf"\underset{{}}{{{body}}}"
        pieces += [tex[last : match.start()], operator]
        last = limits.end()
    return "".join([*pieces, tex[last:]])


def _tagged(tex: str) -> str:
    r"""A `\tag` outside an environment, which math-core refuses, in one of its own."""
    tags = _TAG.findall(tex)
    if not tags or re.search(rf"\\begin\{{{_NUMBERED}\*?\}}", tex):
        return tex
    star, label = tags[0]
    body = _TAG.sub("", tex)
    return rf"\begin{{equation*}}{body}\tag{star}{{{label}}}\end{{equation*}}"
