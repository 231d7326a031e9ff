"""Finds what structure repair must not look into: code, mathematics, links, addresses.

`mask` gives a text of the same length in which each such span is a run of one private
character, so that a position found in the mask is a position in the text.
"""

import re
from bisect import bisect_left
from collections import defaultdict

# PICTURE: also a video, which is shown as well.
INLINE, PICTURE, ADDRESS, DISPLAY = "\ue000", "\ue001", "\ue002", "\ue003"
MASKED = INLINE + PICTURE + ADDRESS + DISPLAY
FOREIGN = {ord(character): "\ue0ff" for character in MASKED}

ENVIRONMENTS = "equation|align|alignat|gather|multline|eqnarray|displaymath|math|flalign"
OPENER = re.compile(
    rf"\\\\|\\begin\{{((?:{ENVIRONMENTS})\*?)\}}|\\[\[(]|\\.|`+|\$\$?|!?\[|<(?=https?:)|https?://"
)
LONGEST = 8_000  # characters of one formula
DOLLARS = re.compile(r"\$(?!\s)(?:\\[^\n]|[^$\\\n]|\n(?!\s*\n)){1,4000}+(?<!\s)\$(?!\d)")
LINK = re.compile(
    r"!?\[(?:[^\[\]\n\\]|\\.|\[[^\[\]\n]{0,200}+\]){0,500}+\]"
    r'\((?:[^()\s]|\([^()\s]{0,200}+\)){0,2000}+(?:\s+"[^"\n]{0,200}+")?\)'
)
AUTOLINK = re.compile(r"<https?:[^<>\s]{0,2000}+>")
BARE = re.compile(r"https?://[^\s<>\"'`|\\^{}\[\]]+")
SHOWN = re.compile(
    r"https?://(?:[^\s()<>\"'\[\]`|\\^{}$]+?\.(?:jpeg|jpg|png|gif|webp|svg)(?=[\s.,;:!?)]|$)"
    r"|(?:(?:www\.)?youtube\.com/watch\?v=|youtu\.be/|(?:www\.)?vimeo\.com/)[\w-]+(?=\s|$))",
    re.IGNORECASE,
)


class Closers:
    """Where a closing string stands next; each is looked for once, so scanning stays linear."""

    def __init__(self, text: str):
        self.text = text
        self.found: dict[str, int] = {}

    def after(self, closer: str, at: int) -> int:
        """Position behind the next closer, or -1."""
        known = self.found.get(closer, 0)
        if known != -1 and known < at:
            known = self.found[closer] = self.text.find(closer, at)
        if known == -1 or known - at > LONGEST or "\n\n" in self.text[at:known]:
            return -1
        return known + len(closer)


class Scanner:
    """One pass over a text from left to right; the first opener wins, as in CommonMark."""

    def __init__(self, text: str):
        self.text = text
        self.closers = Closers(text)
        self.ticks: dict[int, list[int]] = defaultdict(list)
        for match in re.finditer("`+", text):
            self.ticks[len(match[0])].append(match.start())

    def spans(self):
        """(start, end, kind) of each opaque span."""
        at = 0
        while match := OPENER.search(self.text, at):
            at = match.end()
            end, kind = self._close(match)
            if end > match.start():
                yield match.start(), end, kind
                at = end

    def _close(self, match: re.Match[str]) -> tuple[int, str]:
        opener, start = match[0], match.start()
        if opener[0] == "`":
            return self._code(opener, match.end()), INLINE
        if opener[0] == "$":
            return self._dollars(opener, start)
        if opener[0] == "\\":
            return self._backslash(match)
        if opener.startswith("http"):
            return self._address(start)
        pattern = AUTOLINK if opener == "<" else LINK
        found = pattern.match(self.text, start)
        return (found.end() if found else -1), INLINE

    def _code(self, opener: str, at: int) -> int:
        places = self.ticks[len(opener)]
        index = bisect_left(places, at)
        return places[index] + len(opener) if index < len(places) else -1

    def _dollars(self, opener: str, start: int) -> tuple[int, str]:
        if opener == "$$":
            return self.closers.after("$$", start + 2), DISPLAY
        found = DOLLARS.match(self.text, start)
        return (found.end() if found else -1), INLINE

    def _backslash(self, match: re.Match[str]) -> tuple[int, str]:
        if match[1]:
            return self.closers.after(rf"\end{{{match[1]}}}", match.end()), DISPLAY
        if match[0] == r"\(":
            return self.closers.after(r"\)", match.end()), INLINE
        if match[0] == r"\[":
            end = self.closers.after(r"\]", match.end())
            is_formula = end > 0 and re.search(r"[\\^_=]", self.text[match.end() : end - 2])
            return (end, DISPLAY) if is_formula else (-1, DISPLAY)
        return -1, INLINE

    def _address(self, start: int) -> tuple[int, str]:
        if found := SHOWN.match(self.text, start):
            return found.end(), PICTURE
        found = BARE.match(self.text, start)
        return (start + len(found[0].rstrip(".,;:!?)")) if found else -1), ADDRESS


def mask(text: str) -> str:
    """The text with every opaque span blotted out, letter for letter."""
    pieces, at = [], 0
    for start, end, kind in Scanner(text).spans():
        pieces += [text[at:start].translate(FOREIGN), kind * (end - start)]
        at = end
    return "".join([*pieces, text[at:].translate(FOREIGN)])
