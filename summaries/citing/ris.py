"""RIS: one line a fact, which nearly every reference manager reads."""

from collections.abc import Iterable, Iterator

from .item import SUMMARY, Item, Writer, one_line, with_unique_keys

TYPES = {
    "article": "JOUR",
    "conference": "CPAPER",
    "preprint": "UNPB",
    "book": "BOOK",
    "chapter": "CHAP",
    "thesis": "THES",
    "report": "RPRT",
    SUMMARY: "ELEC",
}


def ris(items: Iterable[Item]) -> str:
    """A file of references; its lines end as the format's description wants."""
    return "".join(
        f"{tag}  - {value}\r\n"
        for name, item in with_unique_keys(items, one_line)
        for tag, value in _lines(name, item)
        if value or tag == "ER"
    )


def _lines(name: str, item: Item) -> Iterator[tuple[str, str]]:
    yield "TY", TYPES.get(item.kind) or ("JOUR" if item.container else "GEN")
    yield "ID", name
    yield "TI", one_line(item.title)
    yield from (("AU", _name(writer)) for writer in item.writers)
    yield "PY", str(item.year or "")
    yield "DA", _date(item)
    yield "T2", one_line(item.container)
    yield "VL", one_line(item.volume)
    yield "IS", one_line(item.number)
    yield "SP", one_line(item.first_page)
    yield "EP", one_line(item.last_page)
    yield "PB", one_line(item.publisher)
    yield "DO", one_line(item.doi)
    yield "AN", one_line(item.pubmed or (f"arXiv:{item.arxiv}" if item.arxiv else ""))
    yield "UR", one_line(item.url)
    yield from (("KW", one_line(keyword)) for keyword in item.keywords)
    yield "N1", one_line(item.note)
    yield "AB", one_line(item.abstract)
    yield "ER", ""


def _name(writer: Writer) -> str:
    """ "Family, Given, Jr."; a comma within a part would begin the next part."""
    told = (writer.family, writer.given, writer.suffix)
    parts = [one_line(part.replace(",", " ")) for part in told]
    return ", ".join(filter(None, parts))


def _date(item: Item) -> str:
    return f"{item.year}/{item.month:02}/{item.day or 1:02}/" if item.year and item.month else ""
