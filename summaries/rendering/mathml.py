"""math-core's answer against an allow-list, with classes in place of its inline styles."""

import re
from html import escape, unescape

from .mathml_lists import ATTRIBUTES, CLASSES, ELEMENTS, ENCLOSURES, STYLES

MAX_MATHML = 200_000  # characters of one formula
MAX_DEPTH = 150

_PIECE = re.compile(r'<(/?)([a-z]+)((?: ?[a-z]+="[^"<>]*")*) ?(/?)>|([^<>]+)')
_ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')
_DROPPED = re.compile(r"color:#[0-9A-Fa-f]{6}|margin-left:-[\d.]+em")


class NotAllowed(Exception):
    """math-core printed something that is not on our list."""


def checked(mathml: str) -> str:
    """The MathML with classes for styles; raises NotAllowed for all that is unknown."""
    if len(mathml) > MAX_MATHML:
        raise NotAllowed("The formula becomes too large")
    pieces: list[str] = []
    open_: list[tuple[str, str]] = []
    last = 0
    for piece in _PIECE.finditer(mathml):
        if piece.start() != last:
            raise NotAllowed("Unexpected output")
        last = piece.end()
        pieces.append(_text(piece[5]) if piece[5] else _tag(piece, open_))
    if last != len(mathml) or open_:
        raise NotAllowed("Unexpected output")
    return "".join(pieces)


def _text(text: str) -> str:
    return escape(unescape(text), quote=False)


def _tag(piece: re.Match[str], open_: list[tuple[str, str]]) -> str:
    closing, name, attributes, self_closing = piece.group(1, 2, 3, 4)
    if name not in ELEMENTS:
        raise NotAllowed(f"Unexpected element: {name}")
    if closing:
        expected, end = open_.pop() if open_ else ("", "")
        if expected != name:
            raise NotAllowed("Unexpected output")
        return end
    if len(open_) > MAX_DEPTH:
        raise NotAllowed(f"Nested more than {MAX_DEPTH} deep")
    start, end = _around(name, attributes)
    if not self_closing:
        open_.append((name, end))
    # A browser reads <mspace/> as it stands, but an XML reader and an HTML one agree on this.
    return start + (end if self_closing else "")


def _around(name: str, attributes: str) -> tuple[str, str]:
    """What begins and ends an element; levels move to an mstyle, where checkers of HTML expect."""
    shown = "mrow" if name == "menclose" else name
    moved = "scriptlevel" if name == "mtable" else "displaystyle|scriptlevel"
    pattern = re.compile(rf' (?:{moved})="[^"]*"')
    levels = "".join(pattern.findall(attributes)) if name not in ("math", "mstyle") else ""
    rest = _attributes(pattern.sub("", attributes) if levels else attributes)
    if not levels:
        return f"<{shown}{rest}>", f"</{shown}>"
    return f"<mstyle{_attributes(levels)}><{shown}{rest}>", f"</{shown}></mstyle>"


def _attributes(text: str) -> str:
    kept, classes = [], []
    for name, value in _ATTRIBUTE.findall(text):
        if name == "style":
            classes += _classes(unescape(value))
        elif name == "class":
            classes += [c for c in value.split() if c in CLASSES]
        elif name == "notation":
            classes += [f"menclose-{n}" for n in value.split() if n in ENCLOSURES]
        elif name in ATTRIBUTES:
            kept.append(f' {name}="{escape(unescape(value))}"')
        else:
            raise NotAllowed(f"Unexpected attribute: {name}")
    names = " ".join(dict.fromkeys(filter(None, classes)))
    return (f' class="{names}"' if names else "") + "".join(kept)


def _classes(style: str) -> list[str]:
    declarations = [re.sub(r":\s+", ":", d.strip()) for d in style.split(";") if d.strip()]
    if unknown := [d for d in declarations if d not in STYLES and not _DROPPED.fullmatch(d)]:
        raise NotAllowed(f"Unexpected style: {unknown[0]}")
    return [STYLES.get(d, "") for d in declarations]


def with_annotation(mathml: str, tex: str) -> str:
    """The formula with its TeX beside it, which copying and screen readers can use."""
    head, _, rest = mathml.partition(">")
    body = rest.removesuffix("</math>")
    note = f'<annotation encoding="application/x-tex">{escape(tex, quote=False)}</annotation>'
    return f"{head}><semantics><mrow>{body}</mrow>{note}</semantics></math>"
