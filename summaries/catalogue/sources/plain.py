"""Whatever a source put into a field, as text of ours: one line, storable, not too long."""

import html
import re
from collections.abc import Iterable
from datetime import date

from summaries import identifiers

# Marks in titles and abstracts of publishers; anything else between < and > is text.
_MARK = re.compile(
    r"</?(?:(?:jats|mml|m):[\w-]{1,40}"
    r"|i|b|u|em|strong|sub|sup|scp|sc|tt|span|p|br|bold|italic|title|sec|inf)"
    r"(?:\s+[\w:-]{1,40}\s?=\s?(?:\"[^\"<>]{0,200}\"|'[^'<>]{0,200}')){0,9}\s*/?>",
    re.I,
)
# Controls, halves of signs, and what is no sign at all.
_NO_TEXT = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\ufdd0-\ufdef\ufffe\uffff]")
_TURNS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])  # would turn a line round
MOST_ABSTRACT = 20_000
MOST_AUTHORS = 5_000
MOST_KEYWORDS = 50
EARLIEST = 1400


def line(value: object, most: int = 1_000) -> str:
    """The text on one line; a number is written out, anything else is nothing."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    text = str(value)[: most * 20].translate(_TURNS)
    return " ".join(_NO_TEXT.sub(" ", text).split())[:most].rstrip()


def marked(value: object, most: int = 1_000) -> str:
    """The same of a text that may hold marks of HTML, JATS or MathML and named characters."""
    if not isinstance(value, str):
        return line(value, most)
    text = _MARK.sub(lambda found: " " if _parts_words(found[0]) else "", value[: most * 20])
    return line(html.unescape(text), most)


def _parts_words(mark: str) -> bool:
    return bool(re.match(r"</?(?:jats:)?(?:p|br|title|sec)\b", mark, re.I))


def first(value: object) -> object:
    """The first of a list, or nothing."""
    return value[0] if isinstance(value, list) and value else None


def items(value: object, kind: type = dict) -> list:
    """Those members of a list that are of that kind."""
    return [item for item in value if isinstance(item, kind)] if isinstance(value, list) else []


def mapping(value: object) -> dict:
    return value if isinstance(value, dict) else {}


def year(value: object) -> int | None:
    """A year in which a paper can have appeared."""
    found = re.match(r"\d{4}\b", line(value, 40))
    number = int(found[0]) if found and found[0].isascii() else 0
    return number if EARLIEST <= number <= date.today().year + 2 else None


def pages(value: object) -> str:
    """First and last page with one hyphen between; PubMed's 117-49 is 117-149."""
    text = re.sub(r"\s*[-–—‐‑−]+\s*", "-", line(value, 50))
    found = re.fullmatch(r"(\d{1,9})-(\d{1,9})", text)
    if found and len(found[2]) < len(found[1]):
        return f"{found[1]}-{found[1][: -len(found[2])]}{found[2]}"
    return text


def identifier(scheme: str, value: object) -> str:
    """Its normal form, or "" for one that is none."""
    try:
        return identifiers.normal_form(scheme, line(value, 500))
    except ValueError:
        return ""


def orcid(value: object) -> str:
    """0000-0002-1825-0097 out of an address or as it is."""
    found = re.search(r"(?<!\d)\d{4}-\d{4}-\d{4}-\d{3}[\dX]$", line(value, 100).upper())
    return found[0] if found else ""


def keywords(values: Iterable[object]) -> tuple[str, ...]:
    """Each once, in order, as far as a keyword's name goes."""
    names = (line(value, 200) for value in values)
    return tuple(dict.fromkeys(name for name in names if 0 < len(name) <= 100))[:MOST_KEYWORDS]
