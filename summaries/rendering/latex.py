"""Small rewrites of LaTeX into what math-core reads, each for one thing that authors write."""

import re
from collections.abc import Callable

from . import environments
from .guards import braced

_ROW_BREAKS = re.compile(r"\\{4}(?!\\)|(?<!\\)\\{3}(?=[\s\d-])")
_ROW_SPACE = re.compile(r"(\\\\)\s*\*?\s*\[\s*-?[\d.]+\s*(?:ex|em|pt|mm|cm|in|px|mu|bp)\s*\]")
_LABEL = re.compile(r"\\label\s*\{[^{}]*\}")
_CASES_LINE = re.compile(r"(\\\\\s*)\\hline(?=\s*\\end\{(?:[dr]?cases|aligned|gathered)\})")
_LAST_BREAK = re.compile(r"\\\\\s*(?=\\end\s*\{)")
_LIMITS = re.compile(r"\\mathop\s*(?=\{)")
_LIMITS_AFTER = re.compile(r"\s*\\limits(?![a-zA-Z])")
_NAME = re.compile(r"\\(?:rm|mathrm|text|operatorname)\s*\{?([a-zA-Z\s]+)\}?")
_SUBSTACK = re.compile(r"\\substack\s*(?=\{)")
_TEXT = re.compile(r"\\(text|textrm|textnormal|mbox|hbox|textbf|textit)\s*(?=\{)")
_WORDS = {
    r"\bold": r"\mathbf",
    r"\bbm": r"\mathbb",
    r"\cr": r"\\",
    r"\displaylimits": "",
    r"\ensuremath": "",
    r"\hdots": r"\ldots",
    r"\hphantom": r"\phantom",
    r"\mathbbm": r"\mathbb",
    r"\mathds": r"\mathbb",
    r"\newcommand": r"\providecommand",
    r"\nicefrac": r"\frac",
    r"\smash": "",
    r"\vphantom": r"\phantom",
}
_WORD = re.compile(r"\\\\|\\[a-zA-Z]+")


def repaired(tex: str) -> str:
    r"""The formula with each `\\\\` and `\\\ ` as the one row break that was meant.

    The old site ate backslashes, so its authors wrote more of them.
    """
    return _ROW_BREAKS.sub(r"\\\\", tex)


def for_math_core(tex: str, *, is_display: bool) -> str:
    """The formula as math-core reads it; it shows the same."""
    tex = _LABEL.sub("", _ROW_SPACE.sub(r"\1", tex))
    tex = _WORD.sub(lambda word: _WORDS.get(word[0], word[0]), tex)
    tex = _each_group(_SUBSTACK, tex, lambda _, b: rf"\begin{{subarray}}{{c}}{b}\end{{subarray}}")
    tex = _each_group(_TEXT, tex, _text)
    tex = _operators_with_limits(tex)
    tex = _CASES_LINE.sub(r"\1", environments.rewritten(tex, is_display))
    return _LAST_BREAK.sub("", tex)  # TeX begins no row after the last break, math-core does


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
    if len(parts) % 2 == 0:
        return rf"\{name}{{{body}}}"
    return "".join(
        f"{{{part}}}" if index % 2 else rf"\{name}{{{_escaped(part)}}}"
        for index, part in enumerate(parts)
        if part or len(parts) == 1
    )


def _escaped(text: str) -> str:
    r"""`_`, `&` and `#` are letters in text for MathJax, errors for math-core."""
    # A command swallows the blank after it; `~` is one that stays.
    return re.sub(r"(?<!\\)([_&#])( ?)", lambda m: "\\" + m[1] + "~" * len(m[2]), text)


def _operators_with_limits(tex: str) -> str:
    r"""`\mathop{argmax}\limits` as `\operatorname*{argmax}`, and what is no name as it stands."""
    pieces, last = [], 0
    for match in _LIMITS.finditer(tex):
        body = braced(tex, match.end())
        limits = _LIMITS_AFTER.match(tex, match.end() + len(body) + 2)
        if match.start() < last or not limits:
            continue
        pieces += [tex[last : match.start()], _operator(body.strip())]
        last = limits.end()
    return "".join([*pieces, tex[last:]])


def _operator(body: str) -> str:
    name = match[1] if (match := _NAME.fullmatch(body)) else body
    is_name = re.fullmatch(r"[a-zA-Z\s~,]+", name)
    return rf"\operatorname*{{{name}}}" if is_name else rf"\mathop{{{body}}}"
