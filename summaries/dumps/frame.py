"""The frame that the scraped page left around each summary, taken off."""

import re

BANNER = "Welcome to ShortScience.org!"
PICTURE = "![]()"
COMMENTS = re.compile(r"(\d{1,9})[ \t]+Comments?")
BLANKS = " \t\r\n\ufeff"
PREAMBLE = re.compile(rf"(?:[\s|\ufeff]|{re.escape(PICTURE)}|{re.escape(BANNER)})*")


def is_frame(text: str) -> bool:
    """Whether nothing but banner, pipes and empty pictures stands here."""
    return PREAMBLE.fullmatch(text) is not None


def take_off(text: str) -> tuple[str, int | None]:
    """The text without the frame behind it, and the number of comments that the frame states."""
    end, comments, pipes = len(text), None, 0
    while True:
        end = _before_blanks(text, end)
        if text.endswith("|", 0, end):
            end, pipes = end - 1, pipes + 1
        elif token := _word_before(text, end):
            end -= len(token)
        elif comments is None and (match := _comments_before(text, end)):
            end, comments = match.start(), int(match[1])
        else:
            break
    if pipes and _ends_in_table_row(text, end):
        return text[: text.index("|", end) + 1].strip(BLANKS), comments
    return text[:end].strip(BLANKS), comments


def _before_blanks(text: str, end: int) -> int:
    while end and text[end - 1] in BLANKS:
        end -= 1
    return end


def _word_before(text: str, end: int) -> str:
    return next((word for word in (PICTURE, BANNER) if text.endswith(word, 0, end)), "")


def _comments_before(text: str, end: int) -> re.Match[str] | None:
    """`N Comments`, on a line of its own or behind an empty picture."""
    window = max(0, end - 40)
    match = re.search(rf"{COMMENTS.pattern}\Z", text[window:end])
    if not match:
        return None
    match = COMMENTS.fullmatch(text, window + match.start(), end)
    if not match:
        return None
    before = text[max(0, match.start() - 40) : match.start()].rstrip(" \t")
    return match if not before or before.endswith(("\n", "\r", PICTURE, "|")) else None


def _ends_in_table_row(text: str, end: int) -> bool:
    """A row of a table ends in a pipe of its own: the frame's pipe is a further one."""
    start = max(text.rfind("\n", 0, end), text.rfind("\r", 0, end)) + 1
    return text[start:end].lstrip().startswith("|")
