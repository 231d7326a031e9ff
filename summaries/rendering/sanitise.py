"""The second wall: only the elements and attributes below leave the renderer.

Input is what our own parser printed, never anything a person typed: bleach is slow on the
latter. The first wall is that raw HTML is off, the third the Content-Security-Policy.
"""

import re
import threading

from bleach.sanitizer import Cleaner

from .footnotes import ID

TAGS = frozenset(
    """a blockquote br code del div em figcaption figure h3 h4 h5 h6 hr img li ol p pre s
    span strong sup table tbody td th thead tr ul""".split()  # noqa: SIM905 - a list would take a line for each
)
CLASSES = frozenset(
    """align-center align-left align-right cite cite-unknown embed footnote-back footnote-ref
    footnotes highlight math-display picture picture-link scroll video-link""".split()  # noqa: SIM905 - a list would take a line for each
)
LABELS = re.compile(r"Table|Code|Formula|Footnote \d+|Back to the text, footnote \d+")
_NUMBER = re.compile(r"\d{1,9}")
_PYGMENTS = re.compile(r"[a-z][a-z0-9]{0,2}")
_PER_TAG = {
    "a": {"href", "rel", "title"},
    "img": {"src", "alt", "title", "width", "height", "loading", "decoding", "referrerpolicy"},
    "ol": {"start"},
    "span": {"title"},
}
_PATTERNS = {
    "id": ID,
    "aria-label": LABELS,
    "aria-level": re.compile("[3-6]"),
    "role": re.compile("group"),
    "tabindex": re.compile("0"),
    "width": _NUMBER,
    "height": _NUMBER,
    "start": _NUMBER,
}
_local = threading.local()  # a Cleaner must not be shared between threads


def sanitise(html: str) -> str:
    if not hasattr(_local, "cleaner"):
        _local.cleaner = Cleaner(
            tags=TAGS,
            attributes=_is_allowed,
            protocols=frozenset({"http", "https", "mailto"}),
            strip=True,
        )
    return _local.cleaner.clean(html)


def _is_allowed(tag: str, name: str, value: str) -> bool:
    if name == "class":
        return all(
            c in CLASSES or (tag == "span" and _PYGMENTS.fullmatch(c)) for c in value.split()
        )
    if name in ("id", "aria-label", "aria-level", "role", "tabindex"):
        return bool(_PATTERNS[name].fullmatch(value))
    pattern = _PATTERNS.get(name)
    return name in _PER_TAG.get(tag, ()) and (not pattern or bool(pattern.fullmatch(value)))
