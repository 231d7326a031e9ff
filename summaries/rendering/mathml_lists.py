"""What may stand in MathML here: elements, attributes, and a class for each inline style."""

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

# What is drawn around or through a term: no browser of today but one draws menclose itself.
ENCLOSURES = frozenset({"box", "downdiagonalstrike", "phasorangle", "updiagonalstrike"})
