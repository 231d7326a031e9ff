"""Plain text of what was rendered: one line a block, for excerpts, feeds, mail and search."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

_BLOCKS = frozenset(
    """blockquote br div figcaption figure h3 h4 h5 h6 hr li ol p pre table tr ul""".split()  # noqa: SIM905 - as a list, a page long
)
_VOID = frozenset({"br", "hr", "img"})
_UNREAD = frozenset({"footnote-ref", "footnote-back"})


def plain_text(html: str, fill: Callable[[str], str]) -> str:
    """The words of sanitised HTML; `fill` puts words where placeholders stand."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in fill("".join(reader.pieces)).split("\n"))
    return "\n".join(line for line in lines if line)


def word_count(text: str) -> int:
    return len(re.findall(r"\w[\w'’.-]*", text))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.open: list[str] = []
        self.silent_at = 0  # how deep the element is whose text nobody needs; 0 for none
        self.in_code = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.pieces.append("\n")
        elif tag in ("td", "th"):
            self.pieces.append(" ")
        if tag in _VOID:
            return
        self.open.append(tag)
        self.in_code += tag == "pre"
        if not self.silent_at and _UNREAD & set((dict(attrs).get("class") or "").split()):
            self.silent_at = len(self.open)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID or not self.open:
            return
        if self.silent_at == len(self.open):
            self.silent_at = 0
        self.open.pop()
        self.in_code -= tag == "pre"
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent_at:
            self.pieces.append(data if self.in_code else data.replace("\n", " "))
