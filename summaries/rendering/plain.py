"""Plain text of what was rendered: one line a block, for excerpts, feeds, mail and search."""

import re
from html.parser import HTMLParser

from .job import Job

_BLOCKS = frozenset(
    """blockquote br div figcaption figure h3 h4 h5 h6 hr li ol p pre table tr ul""".split()  # noqa: SIM905 - a list would take a line for each
)
_VOID = frozenset({"br", "hr", "img"})
_UNREAD = frozenset({"footnote-ref", "footnote-back", "video-link"})


def plain_text(html: str, job: Job, formulas: list[str]) -> str:
    """The words of sanitised HTML, with `formulas` where their placeholders stand."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.pieces).split("\n"))
    text = "\n".join(line for line in lines if line)
    return job.placeholders().sub(lambda m: formulas[int(m[2])] if m[1] == "m" else "", text)


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
