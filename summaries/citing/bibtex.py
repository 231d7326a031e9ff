"""BibTeX: what stands in it is read by BibTeX itself, and by programs that are less patient."""

import re
from collections.abc import Iterable, Iterator

from .item import SUMMARY, Item, Writer, one_line, with_unique_keys

TYPES = {
    "article": "article",
    "conference": "inproceedings",
    "preprint": "misc",
    "book": "book",
    "chapter": "incollection",
    "thesis": "phdthesis",
    "report": "techreport",
    SUMMARY: "misc",
}
CONTAINERS = {"article": "journal", "inproceedings": "booktitle", "incollection": "booktitle"}
PUBLISHERS = {"phdthesis": "school", "techreport": "institution"}
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

# Braces in words: BibTeX counts the plain ones, even behind a backslash.
_WORDS = {
    "\\": r"{\textbackslash}",
    "{": r"{\ensuremath{\lbrace}}",
    "}": r"{\ensuremath{\rbrace}}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    "\0": "{}",  # between signs that TeX would draw as one
    **{sign: f"\\{sign}" for sign in "%#&_$"},
}
_LIGATURES = re.compile(r"(?<=([-'`<>,]))(?=\1)|(?<=[!?])(?=`)")
_FORMULA = re.compile(r"\$(?! )(?:[^$%#&]*[\\^_][^$%#&]*|[A-Za-z])(?<! )\$")
_CAPITALS = re.compile(r"\w+[A-Z]\w*")  # which styles would write small
_NOT_IN_KEYS = re.compile(r"[^A-Za-z0-9:/._+-]+")


def bibtex(items: Iterable[Item]) -> str:
    """A file of entries with names of their own."""
    return "\n".join(_entry(name, item) for name, item in with_unique_keys(items, _key))


def _key(text: str) -> str:
    return _NOT_IN_KEYS.sub("-", text).strip("-")


def _entry(name: str, item: Item) -> str:
    kind = TYPES.get(item.kind) or ("article" if item.container else "misc")
    fields = [(field, value) for field, value in _fields(kind, item) if value]
    width = max((len(field) for field, _ in fields), default=0)
    lines = [f"  {field:<{width}} = {value}," for field, value in fields]
    return "\n".join([f"@{kind}{{{name},", *lines, "}"]) + "\n"


def _fields(kind: str, item: Item) -> Iterator[tuple[str, str]]:
    yield "title", _words(item.title, keeps_capitals=True)
    yield "author", _braced(" and ".join(_name(writer) for writer in item.writers))
    yield CONTAINERS.get(kind, "howpublished"), _words(item.container)
    yield "year", f"{{{item.year}}}" if item.year else ""
    yield "month", MONTHS[item.month - 1] if item.month else ""
    yield "volume", _words(item.volume)
    yield "number", _words(item.number)
    yield "pages", _braced("--".join(map(_escaped, re.split(r"\s*[-–—]+\s*", item.pages))))
    yield PUBLISHERS.get(kind, "publisher"), _words(item.publisher)
    yield "doi", _address(item.doi)
    yield "eprint", _address(item.arxiv)
    yield "archiveprefix", "{arXiv}" if item.arxiv else ""
    yield "pmid", _address(item.pubmed)
    yield "url", _address(item.url)
    yield "keywords", _words(", ".join(item.keywords))
    yield "note", _words(item.note)
    yield "abstract", _words(item.abstract)


def _words(text: str, *, keeps_capitals: bool = False) -> str:
    """A value in braces; formulas stay formulas, every other sign stands for itself."""
    line, pieces, last = one_line(text), [], 0
    for formula in _FORMULA.finditer(line):
        if _is_balanced(formula[0]):
            pieces += [_escaped(line[last : formula.start()], keeps_capitals), formula[0]]
            last = formula.end()
    pieces.append(_escaped(line[last:], keeps_capitals))
    return _braced("".join(pieces))


def _escaped(text: str, keeps_capitals: bool = False) -> str:
    if not keeps_capitals:
        return "".join(_WORDS.get(sign, sign) for sign in _LIGATURES.sub("\0", text))
    words = re.split(r"(\s+)", text)
    return "".join(_protected(word, _escaped(word)) for word in words)


def _protected(word: str, escaped: str) -> str:
    return f"{{{escaped}}}" if _CAPITALS.search(word) else escaped


def _name(writer: Writer) -> str:
    """ "Family, Jr., Given"; braces keep together what BibTeX would take apart."""
    family = _escaped(one_line(writer.family))
    given = _escaped(one_line(writer.given))
    if writer.is_collective or not given:
        return f"{{{family}}}" if re.search(r"[\s,]", family) else family
    suffix = _escaped(one_line(writer.suffix))
    return ", ".join(_kept(part) for part in (family, suffix, given) if part)


def _kept(part: str) -> str:
    return f"{{{part}}}" if "," in part or re.search(r"\band\b", part, re.I) else part


def _address(text: str) -> str:
    """As it is: programs do not decode addresses. Only what would end the value is encoded."""
    line = "".join(one_line(text).split()).replace("\\", "%5C")
    return _braced(line if _is_balanced(line) else line.replace("{", "%7B").replace("}", "%7D"))


def _is_balanced(text: str) -> bool:
    depth = 0
    for sign in text:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0


def _braced(text: str) -> str:
    return f"{{{text}}}" if text else ""
