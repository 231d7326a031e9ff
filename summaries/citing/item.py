"""What is cited, before it is written in anybody's format."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

SUMMARY = "summary"  # a kind beside those of Paper.Kind


@dataclass(frozen=True)
class Writer:
    """One author; a group, and whoever has a single name, has no given names."""

    family: str
    given: str = ""
    suffix: str = ""  # "Jr."
    is_collective: bool = False
    printed: str = ""  # as on the paper, where that is not "Given Family, Suffix"

    @property
    def full(self) -> str:
        return self.printed or " ".join(filter(None, (self.given, self.family, self.suffix)))


@dataclass(frozen=True)
class Item:
    """One paper, or one version of a summary; what is not known is empty. All is plain text."""

    key: str
    title: str
    kind: str = ""  # a value of Paper.Kind, or SUMMARY
    writers: tuple[Writer, ...] = ()
    year: int | None = None
    month: int | None = None
    day: int | None = None
    container: str = ""
    volume: str = ""
    number: str = ""
    pages: str = ""  # "117-149"
    publisher: str = ""
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    doi: str = ""
    arxiv: str = ""
    pubmed: str = ""
    url: str = ""
    note: str = ""
    licence: str = ""  # the address of its text

    @property
    def first_page(self) -> str:
        return self.pages.replace("–", "-").partition("-")[0].strip()

    @property
    def last_page(self) -> str:
        return self.pages.replace("–", "-").rpartition("-")[2].strip()


def one_line(text: str) -> str:
    """Printable words with single spaces: no format below has a second line for a field."""
    line = " ".join(text.split())
    return "".join(sign for sign in line if sign.isprintable() or sign == "\u200d")


def with_unique_keys(items: Iterable[Item], plain) -> Iterator[tuple[str, Item]]:
    """Each with a name of its own, made of its key by `plain`; case tells nobody apart."""
    taken: set[str] = set()
    for item in items:
        name = key = plain(item.key) or "item"
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{key}-{number}"
        taken.add(name.casefold())
        yield name, item
