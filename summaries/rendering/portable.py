"""Rendered HTML for places that our style sheets and addresses do not reach: mail and feeds."""

import re
from html import escape

from .linear import linear

_FORMULA = re.compile(r"<math\b.*?</math>", re.DOTALL)
_ADDRESS = re.compile(r'(<(?:a|img)\b[^<>]*?\s(?:href|src)=")(?=([/#]))')
_FRAME = re.compile(r'<a class="video-play"[^<>]*>[^<>]*</a> |<iframe\b[^<>]*></iframe>')


def portable(html: str, site: str, page: str) -> str:
    """Formulas as one would type them, since mail programs drop MathML and keep its letters;
    addresses whole. `html` stood on the page whose address is `page`, on that `site`.
    """
    linear_html = _FORMULA.sub(lambda formula: f"<i>{escape(linear(formula[0]))}</i>", html)
    return absolute(linear_html, site, page)


def absolute(html: str, site: str, page: str) -> str:
    """Formulas as they are, for browsers elsewhere; addresses whole, videos only linked to."""
    html = _FRAME.sub("", html)
    return _ADDRESS.sub(lambda tag: tag[1] + (site if tag[2] == "/" else page), html)
