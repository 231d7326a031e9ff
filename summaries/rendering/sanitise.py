"""The second wall: only the elements and attributes below leave the renderer.

Input is what our own parser printed, never anything a person typed: bleach is slow on the
latter. The first wall is that raw HTML is off, the third the Content-Security-Policy.
"""

import re
import threading
from collections.abc import Iterator
from typing import Any

from bleach.html5lib_shim import getTreeWalker
from bleach.sanitizer import Cleaner

from .embeds import picture_source
from .footnotes import ID
from .links import SCHEMES

TAGS = frozenset(
    """a blockquote br code del div em figcaption figure h3 h4 h5 h6 hr img li ol p pre s
    span strong sup table tbody td th thead tr ul""".split()  # noqa: SIM905 - as a list, a page long
)
CLASSES = frozenset(
    """align-center align-left align-right cite cite-unknown footnote-back footnote-ref
    footnotes highlight math-display mention picture picture-link scroll""".split()  # noqa: SIM905 - as a list, a page long
)
LABELS = re.compile(r"Table|Code|Formula|Footnote \d+|Back to the text, footnote \d+")
VOID = frozenset({"br", "hr", "img"})
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
    "role": re.compile("group"),
    "tabindex": re.compile("0"),
    "width": _NUMBER,
    "height": _NUMBER,
    "start": _NUMBER,
}


class _Walker(getTreeWalker("etree")):  # type: ignore[misc]
    """bleach's walk over the tree, but without looking for each element among its siblings.

    That made a paragraph of 10,000 links cost seconds.
    """

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return self._inside(self.tree)

    def _inside(self, parent: Any) -> Iterator[dict[str, Any]]:
        yield from self.text(parent.text or "")
        for element in parent:
            if isinstance(element.tag, str):  # a comment has a function here, and is left out
                yield from self._element(element, *self.getNodeDetails(element)[1:])
            yield from self.text(element.tail or "")

    def _element(self, element: Any, space: Any, name: str, attributes: Any, filled: Any):
        if name in VOID:
            yield from self.emptyTag(space, name, attributes, filled)
            return
        yield self.startTag(space, name, attributes)
        yield from self._inside(element)
        yield self.endTag(space, name)


_local = threading.local()  # a Cleaner must not be shared between threads


def sanitise(html: str) -> str:
    if not hasattr(_local, "cleaner"):
        _local.cleaner = Cleaner(
            tags=TAGS,
            attributes=_is_allowed,
            protocols=SCHEMES,
            strip=True,
        )
        _local.cleaner.walker = _Walker
    return _local.cleaner.clean(html)


def _is_allowed(tag: str, name: str, value: str) -> bool:
    if name == "class":
        return all(
            c in CLASSES or (tag == "span" and _PYGMENTS.fullmatch(c)) for c in value.split()
        )
    if name in ("id", "aria-label", "role", "tabindex"):
        return bool(_PATTERNS[name].fullmatch(value))
    if (tag, name) == ("img", "src"):
        return picture_source(value) == value
    pattern = _PATTERNS.get(name)
    return name in _PER_TAG.get(tag, ()) and (not pattern or bool(pattern.fullmatch(value)))
