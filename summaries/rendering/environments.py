r"""Environments, tags and rows of LaTeX, rewritten into those that math-core has.

Nothing is numbered: two formulas of one text would both be number (1).
"""

import re

_TAG = re.compile(r"\\tag(\*?)\s*\{((?:[^{}]|\{[^{}]*\})*)\}")
_ENVIRONMENT = re.compile(r"\\(begin|end)\s*\{([a-zA-Z]+)(\*?)\}(?:\s*\{(\d+)\})?")
_PART = re.compile(r"\\(?:begin|end|\\|.)|[{}&]", re.DOTALL)
_DEEPER = {"{": 1, "}": -1, r"\begin": 1, r"\end": -1}

_ALWAYS = {"alignedat": "aligned", "smallmatrix": "matrix", "split": "aligned"}
_WITH_TAGS = {
    "align": "align*",
    "alignat": "align*",
    "displaymath": "equation*",
    "eqnarray": "align*",
    "equation": "equation*",
    "flalign": "align*",
    "gather": "gather*",
    "math": "equation*",
    "multline": "multline*",
}
# Without a tag the inner environments do: they are as wide as what they hold.
_WITHOUT_TAGS = _WITH_TAGS | {
    "align": "aligned",
    "alignat": "aligned",
    "displaymath": "",
    "eqnarray": "array",
    "equation": "",
    "flalign": "aligned",
    "gather": "gathered",
    "math": "",
}
_COUNTED = {"alignat", "alignedat"}  # their argument, a number of columns, is left out


def rewritten(tex: str, is_display: bool) -> str:
    """The formula with environments, tags and loose rows as math-core reads them."""
    if not is_display:
        tex = _TAG.sub(r"\\qquad(\\text{\2})", tex)
    tagged = bool(_TAG.search(tex))
    names = _ALWAYS | (_WITH_TAGS if tagged else _WITHOUT_TAGS)
    tex = _ENVIRONMENT.sub(lambda match: _renamed(match, names), tex)
    if is_display and (loose := _loose(tex)):
        tex = _in_environment("aligned" if "&" in loose else "gathered", tex)
    return _with_tag_outside(tex) if tagged else tex


def _renamed(match: re.Match[str], names: dict[str, str]) -> str:
    side, name, star, count = match.groups()
    columns = f"{{{count}}}" if count and name not in _COUNTED else ""
    new = names.get(name, name + star)
    if not new:
        return "{" if side == "begin" else "}"
    if new == "array" and name == "eqnarray" and side == "begin":
        columns = "{rcl}"
    return rf"\{side}{{{new}}}{columns}"


def _loose(tex: str) -> set[str]:
    r"""The row breaks and `&` that stand in no environment: MathJax let them pass."""
    depth, loose = 0, set[str]()
    for part in _PART.findall(tex):
        depth += _DEEPER.get(part, 0)
        if not depth and part in (r"\\", "&"):
            loose.add(part)
    return loose


def _in_environment(name: str, tex: str) -> str:
    tags = "".join(match[0] for match in _TAG.finditer(tex))
    return rf"\begin{{{name}}}{_TAG.sub('', tex)}\end{{{name}}}{tags}"


def _with_tag_outside(tex: str) -> str:
    r"""A `\tag` that stands in no environment of its own gets one; all but the first are lost."""
    if any(rf"\begin{{{name}}}" in tex for name in _WITH_TAGS.values()):
        return tex
    star, label = _TAG.findall(tex)[0]
    return rf"\begin{{equation*}}{_TAG.sub('', tex)}\tag{star}{{{label}}}\end{{equation*}}"
