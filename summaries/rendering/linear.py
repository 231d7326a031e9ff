"""A formula in one line of plain text, read off its MathML: `x_ij² / (a + b)`."""

from collections.abc import Sequence
from xml.etree import ElementTree as Tree

_ENTITY_FREE = ("<!", "&#")  # what checked MathML never holds, so that no parser feature is met
_SUPER = str.maketrans("0123456789+−-=()n′″‴∗*", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ′″‴**")
_SUB = str.maketrans("0123456789+−-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_LETTERS_UP = set("0123456789+−-=()n′″‴∗*")
_LETTERS_DOWN = set("0123456789+−-=()")
_SPACED = set("=<>≤≥≠≈∼≡∈∉⊂⊆→←↦⇒⇔⟹⟺+−×⋅∝≔|")
_INVISIBLE = dict.fromkeys(map(ord, "\u2061\u2062\u2063\u2064\ufe00\ufe01"))


def linear(mathml: str) -> str:
    """The formula as a person would type it into a mail; not for a machine to read back."""
    if any(mark in mathml for mark in _ENTITY_FREE):
        return ""
    root = Tree.fromstring(mathml)  # noqa: S314 - our own MathML, already checked
    return " ".join(_text(root).split())


def _text(element: Tree.Element) -> str:
    parts = [_text(child) for child in element]
    match element.tag:
        case "mo" | "mi" | "mn" | "mtext":
            return _leaf(element)
        case "mspace":
            return " "
        case "mphantom" | "annotation":
            return ""
        case "mfrac":
            return f"{_grouped(parts[0])}/{_grouped(parts[1])}"
        case "msqrt":
            return f"√{_grouped(''.join(parts))}"
        case "mroot":
            return f"{_raised(parts[1])}√{_grouped(parts[0])}"
        case "mtable":
            return "; ".join(part.strip() for part in parts)
        case "mtr":
            return ", ".join(part.strip() for part in parts if part.strip())
    return _scripts(element.tag, parts)


def _scripts(tag: str, parts: Sequence[str]) -> str:
    match tag, parts:
        case (("msub" | "munder"), [base, low]):
            return base + _lowered(low)
        case (("msup" | "mover"), [base, high]):
            return base + _raised(high)
        case (("msubsup" | "munderover"), [base, low, high]):
            return base + _lowered(low) + _raised(high)
    return "".join(parts)


def _leaf(element: Tree.Element) -> str:
    text = "".join(element.itertext()).translate(_INVISIBLE)
    if element.tag == "mo" and text in _SPACED:
        return f" {text} "
    return f"{text} " if element.tag == "mo" and text in (",", ";") else text


def _grouped(text: str) -> str:
    text = text.strip()
    return text if len(text) == 1 or text.isalnum() else f"({text})"


def _lowered(text: str) -> str:
    text = "".join(text.split())
    if text and set(text) <= _LETTERS_DOWN:
        return text.translate(_SUB)
    return f"_{text if text.isalnum() else f'({text})'}" if text else ""


def _raised(text: str) -> str:
    text = "".join(text.split())
    if text and set(text) <= _LETTERS_UP:
        return text.translate(_SUPER)
    return f"^{text if text.isalnum() or len(text) == 1 else f'({text})'}" if text else ""
