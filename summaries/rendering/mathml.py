"""The third look at mathematics: math-core's answer against an allow-list, styles as classes."""

import re
from html import escape, unescape

MAX_MATHML = 200_000  # characters of one formula
MAX_DEPTH = 150

ELEMENTS = frozenset(
    """math menclose merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot
    mrow mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none
    b code em i s span u""".split()  # noqa: SIM905 - as a list, a page long
)
ATTRIBUTES = frozenset(
    """accent accentunder class depth display displaystyle form height linethickness lspace
    mathvariant maxsize minsize movablelimits notation rspace scriptlevel stretchy symmetric
    voffset width""".split()  # noqa: SIM905 - as a list, a page long
)
CLASSES = {
    "menclose-updiagonalstrike",
    "menclose-downdiagonalstrike",
    "menclose-phasorangle",
    "math-core-sans-serif-font",
    "math-core-serif-font",
}
# What math-core writes as inline style, which our policy forbids, and the class instead.
STYLES = {
    "text-align:left": "math-left",
    "text-align:right": "math-right",
    "text-align:center": "math-center",
    "justify-items:start": "",
    "justify-items:end": "",
    "justify-items:center": "",
    "padding-left:0": "math-flush-left",
    "padding-right:0": "math-flush-right",
    "padding-top:0": "math-tight",
    "padding-bottom:0": "",
    "padding-left:0.1em": "math-close",
    "padding-right:0.1em": "",
    "padding-left:1em": "math-apart",
    "padding-top:0.1667em": "math-strut",
    "padding-right:0.1667em": "math-thin-right",
    "padding-left:0.1667em": "math-thin-left",
    "padding-left:0.2222em": "math-medium-left",
    "padding-right:0.2222em": "math-medium-right",
    "padding-left:0.2778em": "math-thick-left",
    "padding-right:0.2778em": "math-thick-right",
    "width:100%": "math-wide",
    "width:50%": "math-half",
    "width:7.5%": "math-margin",
    "border-top:0.05em solid currentcolor": "math-line-top",
    "border-right:0.05em solid currentcolor": "math-line-right",
    "border-bottom:0.05em solid currentcolor": "math-line-bottom",
    "border-left:0.05em solid currentcolor": "math-line-left",
    "border-top:0.05em dashed currentcolor": "math-dash-top",
    "border-right:0.05em dashed currentcolor": "math-dash-right",
    "border-bottom:0.05em dashed currentcolor": "math-dash-bottom",
    "border-left:0.05em dashed currentcolor": "math-dash-left",
    "margin-left:-0.16666667em": "math-back-thin",
    "margin-left:-0.22222222em": "math-back-medium",
    "margin-left:-0.2777778em": "math-back-thick",
    "font-variant-caps:small-caps": "math-small-caps",
    "math-shift:compact": "",
    "color:#FF0000": "math-red",
    "color:#0000FF": "math-blue",
    "color:#008000": "math-green",
    "color:#00FF00": "math-green",
    "color:#FFA500": "math-orange",
    "color:#800080": "math-purple",
    "color:#808080": "math-grey",
}
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
    open_: list[str] = []
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


def _tag(piece: re.Match[str], open_: list[str]) -> str:
    closing, name, attributes, self_closing = piece.group(1, 2, 3, 4)
    if name not in ELEMENTS:
        raise NotAllowed(f"Unexpected element: {name}")
    if closing:
        if not open_ or open_.pop() != name:
            raise NotAllowed("Unexpected output")
        return f"</{name}>"
    if len(open_) > MAX_DEPTH:
        raise NotAllowed(f"Nested more than {MAX_DEPTH} deep")
    if not self_closing:
        open_.append(name)
    # A browser reads <mspace/> as it stands, but an XML reader and an HTML one agree on this.
    return f"<{name}{_attributes(attributes)}>" + (f"</{name}>" if self_closing else "")


def _attributes(text: str) -> str:
    kept, classes = [], []
    for name, value in _ATTRIBUTE.findall(text):
        if name == "style":
            classes += _classes(unescape(value))
        elif name == "class":
            classes += [c for c in value.split() if c in CLASSES]
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
