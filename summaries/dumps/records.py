"""What a dump holds: entries, and problems named by line."""

import hashlib
import unicodedata
from dataclasses import dataclass, field


class DumpError(ValueError):
    """The file is no dump at all; the message says why, in words for people."""

    def __init__(self, message: str, line: int | None = None):
        super().__init__(message if line is None else f"line {line}: {message}")
        self.message, self.line = message, line


@dataclass(frozen=True)
class Problem:
    """An entry, or a stretch of text, that could not be read. The rest of the file goes on."""

    number: int
    line: int
    message: str


@dataclass(frozen=True)
class Entry:
    """One summary of a dump. `original` is exact to the byte, `markdown` has its blocks back."""

    number: int
    line: int
    original: bytes
    body: str
    markdown: str
    comment_count: int | None
    warnings: list[str] = field(default_factory=list)

    @property
    def fingerprint(self) -> str:
        """The same for a copy that kept its line breaks and one that lost them."""
        return hashlib.sha256(letters(self.body).encode()).hexdigest()


def letters(text: str) -> str:
    """Its letters and digits in one case: what breaks, blanks and frames leave untouched."""
    text = unicodedata.normalize("NFC", text).casefold()
    return "".join(character for character in text if character.isalnum())
