"""Rendered HTML as XHTML for a book: whole addresses, pictures only where they are enclosed."""

import re
from collections.abc import Collection
from html import escape
from html.parser import HTMLParser
from urllib.parse import quote, urljoin

MATHML = "http://www.w3.org/1998/Math/MathML"
XHTML = "http://www.w3.org/1999/xhtml"
PICTURE = re.compile(r"/media/pictures/([0-9a-f]{64}\.(?:gif|jpg|png))")  # what a reader must show

_VOID = frozenset({"br", "hr", "img"})
_KEPT = frozenset({"alt", "class", "height", "href", "id", "src", "start", "title", "width"})
_WORDS_IN_MATH = frozenset({"b", "code", "em", "i", "s", "span", "u"})
_DROPPED = frozenset({"iframe"})
_ID = re.compile(r'\sid="([^"]+)"')
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def to_xhtml(html: str, page: str, enclosed: Collection[str]) -> str:
    """`html` as our renderer wrote it for the page at that address; `enclosed` names pictures."""
    writer = _Writer(page, frozenset(enclosed), frozenset(_ID.findall(html)))
    writer.feed(html)
    writer.close()
    return "".join(writer.pieces)


class _Writer(HTMLParser):
    def __init__(self, page: str, enclosed: frozenset[str], ids: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.page, self.enclosed, self.ids = page, enclosed, ids
        self.pieces: list[str] = []
        self.in_math = self.in_link = self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        if self.silent or tag in _DROPPED or facts.get("class") == "video-play":
            self.silent += tag not in _VOID
        elif tag == "img":
            self._picture(facts)
        else:
            self.in_math += tag == "math"
            self.in_link += tag == "a"
            self.pieces.append(f"<{tag}{self._attributes(tag, facts)}{'/' * (tag in _VOID)}>")

    def handle_endtag(self, tag: str) -> None:
        if self.silent:
            self.silent -= 1
        elif tag not in _VOID:
            self.in_math -= tag == "math"
            self.in_link -= tag == "a"
            self.pieces.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.pieces.append(escape(data, quote=False))

    def _attributes(self, tag: str, facts: dict[str, str]) -> str:
        if not self.in_math:
            facts = {name: value for name, value in facts.items() if name in _KEPT}
        if tag == "math":
            facts["xmlns"] = MATHML
        elif self.in_math and tag in _WORDS_IN_MATH:
            facts["xmlns"] = XHTML
        if "href" in facts:
            facts["href"] = self._address(facts["href"])
        return "".join(f' {name}="{escape(value)}"' for name, value in facts.items())

    def _address(self, href: str) -> str:
        if href.startswith("#") and href[1:] in self.ids:
            return href
        whole = _LONE_PERCENT.sub("%25", urljoin(self.page, href))
        return quote(whole, safe="%/:=&?~#+!$,;'@()*")

    def _picture(self, facts: dict[str, str]) -> None:
        """The picture itself, or words that lead to it: a book holds nothing from elsewhere."""
        name = PICTURE.fullmatch(facts.get("src", ""))
        if name and name[1] in self.enclosed:
            shown = {key: value for key, value in facts.items() if key in _KEPT}
            shown["src"] = f"pictures/{name[1]}"
            self.pieces.append(f"<img{self._attributes('img', shown)}/>")
            return
        words = escape(f"[{facts.get('alt') or 'Picture'}]", quote=False)
        if not self.in_link:
            href = escape(self._address(facts.get("src", "")))
            words = f'<a href="{href}">{words}</a>'
        self.pieces.append(words)
