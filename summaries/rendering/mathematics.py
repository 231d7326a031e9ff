"""From formulas as they stand in the text to the HTML that takes the place of each."""

from collections.abc import Sequence
from html import escape

from . import latex
from .converter import convert
from .definitions import Definitions, with_definitions
from .fragments import Fragment
from .guards import Refused
from .job import Formula
from .linear import linear
from .mathml import NotAllowed, checked, with_annotation

_BOX = '<span class="math-display" tabindex="0" role="group" aria-label="Formula">'
MAX_TOTAL = 4_000_000  # characters of MathML in one text


def fragments_of(formulas: Sequence[Formula]) -> tuple[list[Fragment], list[str]]:
    """What to show for each formula, and a sentence for each that failed."""
    fragments, errors, total = [], [], 0
    for formula, (mathml, reason) in zip(formulas, _converted(formulas), strict=True):
        total += len(mathml)
        if total > MAX_TOTAL:
            mathml, reason = "", "The formulas of this text become too large"
        fragments.append(_shown(formula, mathml) if mathml else _failed(formula, reason))
        errors += [] if mathml else [f"{formula.source}: {reason}"]
    return fragments, errors


def _converted(formulas: Sequence[Formula]) -> list[tuple[str, str]]:
    """MathML or a reason for each; what the guards refuse never reaches the converter."""
    definitions = Definitions()
    prepared = [(*_prepared(formula, definitions), formula.is_display) for formula in formulas]
    # A text says $x$ many times; it is converted once.
    asked = list(dict.fromkeys((tex, is_display) for tex, _, is_display in prepared if tex))
    answers = {one: _allowed(*answer) for one, answer in zip(asked, convert(asked), strict=True)}
    return [answers.get((tex, is_display), ("", reason)) for tex, reason, is_display in prepared]


def _prepared(formula: Formula, definitions: Definitions) -> tuple[str, str]:
    try:
        tex = with_definitions(latex.repaired(formula.tex), definitions)
        tex = latex.for_math_core(tex, is_display=formula.is_display)
    except Refused as error:
        return "", str(error)
    return tex or " ", ""


def _allowed(mathml: str, reason: str) -> tuple[str, str]:
    try:
        return (checked(mathml), "") if mathml else ("", reason)
    except NotAllowed as error:
        return "", str(error)


def _shown(formula: Formula, mathml: str) -> Fragment:
    tex = latex.repaired(formula.tex).strip()
    html = with_annotation(mathml, tex)
    if formula.is_display:
        html = f"{_BOX}{html}</span>"
    return Fragment(html, linear(mathml))


def _failed(formula: Formula, reason: str) -> Fragment:
    html = (
        f'<span class="math-error" title="{escape(reason)}"><code>{escape(formula.source, False)}'
        f'</code> <span class="math-error-reason">{escape(reason, False)}</span></span>'
    )
    return Fragment(html, " ".join(formula.source.split()))
