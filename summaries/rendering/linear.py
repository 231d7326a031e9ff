"""A formula in one line of plain text, read off its MathML: `x_ij² / (a + b)`."""

from collections.abc import Sequence
from xml.etree import ElementTree as Tree

_SUPER = str.maketrans("0123456789+−-=()n′″‴∗*", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ′″‴**")
_SUB = str.maketrans("0123456789+−-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_LETTERS_UP = set("0123456789+−-=()n′″‴∗*")
_LETTERS_DOWN = set("0123456789+−-=()")
_SPACED = set("=<>≤≥≠≈∼≡∈∉⊂⊆→←↦⇒⇔⟹⟺+−×⋅∝≔|")
_ACCENTS = {
    "ˆ": "\u0302",
    "\u0302": "\u0302",
    "~": "\u0303",
    "˜": "\u0303",
    "¯": "\u0304",
    "ˉ": "\u0304",
    "\u0332": "",
    "˙": "\u0307",
    "¨": "\u0308",
    "⃗": "\u20d7",
    "⏟": "",
    "⏞": "",
}
_INVISIBLE = dict.fromkeys(map(ord, "\u2061\u2062\u2063\u2064\ufe00\ufe01"))


def linear(mathml: str) -> str:
    """The formula as a person would type it into a mail; not for a machine to read back."""
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
            return " ".join(part.strip() for part in parts if part.strip())
    return _scripts(element.tag, parts)


def _scripts(tag: str, parts: Sequence[str]) -> str:
    match tag, parts:
        case (("mover" | "munder"), [base, mark]) if mark.strip() in _ACCENTS:
            return base + (_ACCENTS[mark.strip()] if len(base) == 1 else "")
        case ("munder", [base, low]):
            return f"{base}{_lowered(low)} "
        case ("msub", [base, low]):
            return base + _lowered(low)
        case (("msup" | "mover"), [base, high]):
            return base + _raised(high)
        case ("munderover", [base, low, high]):
            return f"{base}{_lowered(low)}{_raised(high)} "
        case ("msubsup", [base, low, high]):
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


def _wrapped(text: str) -> str:
    simple = (
        len(text) == 1 or text.isalnum() or (text[0] == "(" and text.find(")") == len(text) - 1)
    )
    return text if simple else f"({text})"


def _lowered(text: str) -> str:
    text = "".join(text.split())
    if text and set(text) <= _LETTERS_DOWN:
        return text.translate(_SUB)
    return f"_{_wrapped(text)}" if text else ""


def _raised(text: str) -> str:
    text = "".join(text.split())
    if text and set(text) <= _LETTERS_UP:
        return text.translate(_SUPER)
    return f"^{_wrapped(text)}" if text else ""
