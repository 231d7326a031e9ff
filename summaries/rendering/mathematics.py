"""From formulas as they stand in the text to the HTML that takes the place of each."""

from collections.abc import Iterator, Sequence
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

Asked = tuple[str, bool]  # TeX, and whether it is displayed
MOST_KNOWN, LARGEST_KNOWN = 1_000, 5_000  # formulas that a process remembers; characters of one
_known: dict[Asked, str] = {}


def fragments_of(formulas: Sequence[Formula]) -> tuple[list[Fragment], list[str]]:
    """What to show for each formula, and a sentence for each that failed."""
    fragments, errors, total = [], [], 0
    drawn: dict[tuple[Formula, str, str], Fragment] = {}  # each once, however often it is said
    for formula, (mathml, reason) in zip(formulas, _converted(formulas), strict=True):
        total += len(mathml)
        if total > MAX_TOTAL:
            mathml, reason = "", "The formulas of this text become too large"
        one = formula, mathml, reason
        if one not in drawn:
            drawn[one] = _shown(formula, mathml) if mathml else _failed(formula, reason)
        fragments.append(drawn[one])
        errors += [] if mathml else [f"{formula.source}: {reason}"]
    return fragments, errors


def _converted(formulas: Sequence[Formula]) -> list[tuple[str, str]]:
    """MathML or a reason for each; what the guards refuse never reaches the converter."""
    prepared = list(_all_prepared(formulas))
    # A text says $x$ many times; it is converted once.
    asked = list(dict.fromkeys((tex, is_display) for tex, _, is_display in prepared if tex))
    answers = _answers(asked)
    return [answers.get((tex, is_display), ("", reason)) for tex, reason, is_display in prepared]


def _all_prepared(formulas: Sequence[Formula]) -> Iterator[tuple[str, str, bool]]:
    definitions, plain = Definitions(), {}
    for formula in formulas:
        one = formula.tex, formula.is_display
        # One with commands hangs on what the formulas before it have defined.
        if one not in plain or "\\" in formula.tex:
            plain[one] = _prepared(formula, definitions)
        yield *plain[one], formula.is_display


def _answers(asked: list[Asked]) -> dict[Asked, tuple[str, str]]:
    """By the converter, or as it answered before: a preview has all but one of the last one's."""
    answers = {one: (known, "") for one in asked if (known := _known.get(one))}
    new = [one for one in asked if one not in answers]
    for one, answer in zip(new, convert(new) if new else [], strict=True):
        answers[one] = _allowed(*answer)
        _remember(one, answers[one][0])
    return answers


def _remember(one: Asked, mathml: str) -> None:
    if len(_known) >= MOST_KNOWN:
        _known.clear()
    if mathml and len(mathml) <= LARGEST_KNOWN:
        _known[one] = mathml


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
