"""XML as a tree: no entity is declared, nothing outside is fetched, depth has an end."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from .problems import Unreadable

DEEPEST = 60


class _Guard:
    """Feeds a tree and refuses what nobody needs to describe a paper.

    A DOCTYPE alone is harmless (PubMed sends one): what it points to is never fetched.
    """

    def __init__(self) -> None:
        self.tree = TreeBuilder()
        self.depth = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unreadable("sent an answer that is nested too deep")
        self.tree.start(tag.rpartition(" ")[2], attributes)

    def end(self, tag: str) -> None:
        self.depth -= 1
        self.tree.end(tag.rpartition(" ")[2])

    def refuse(self, *_: object) -> int:
        raise Unreadable("sent an answer that declares entities")


def tree_of(body: bytes) -> Element:
    """The root; names are without their namespaces. Unreadable when it is no such XML."""
    guard = _Guard()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = guard.start, guard.end
    parser.CharacterDataHandler = guard.tree.data
    parser.EntityDeclHandler = parser.ExternalEntityRefHandler = guard.refuse
    try:
        parser.Parse(body, True)
        return guard.tree.close()
    except (expat.ExpatError, AssertionError, LookupError, ValueError) as error:
        raise Unreadable("sent something that is not the XML that it promises") from error


def text_of(element: Element | None) -> str:
    """All text inside, marks left out: `<i>`, `<sub>` and the like of titles."""
    return "".join(element.itertext()) if element is not None else ""


def texts_at(element: Element | None, path: str) -> Iterator[str]:
    """The texts of all elements at that path."""
    return map(text_of, element.iterfind(path)) if element is not None else iter(())


def text_at(element: Element | None, path: str) -> str:
    """The text of the first such element, or ""."""
    return next(texts_at(element, path), "")
