"""Hostile texts in the shape of a line, of a text and of a file."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.browser.desk import FIGURE
from tests.payloads import corpus

ALIVE = "<img src=x onerror=hit()>"


def sample(every: int = 14) -> list[str]:
    """Some of each family; the whole corpus goes through the walls piece by piece elsewhere."""
    return [text for texts in corpus().values() for text in texts[::every]]


def one_line(size: int, start: int = 0) -> str:
    """As many of them as fit into a field of one line."""
    words = " ".join(" ".join(text.split()) for text in sample()[start:])
    return ("".join(sign for sign in words if sign.isprintable()))[:size]


def blocks() -> str:
    """As a text of many paragraphs; code that never ends stands last."""
    return "\n\n".join(sorted(sample(), key=lambda text: ("```" in text or "~~~" in text, text)))


def hostile_file():
    return SimpleUploadedFile(f"{ALIVE}.png", FIGURE["buffer"], content_type="text/html")
