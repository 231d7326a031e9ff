"""What a source says about one paper, before it is anybody's row."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Name:
    """One author as a source names them, in the order of the paper.

    `family` is empty where the source does not say which part it is. A collective has no parts.
    """

    full: str  # as printed: "Ludwig van Beethoven", without dblp's number
    family: str = ""
    orcid: str = ""  # 0000-0002-1825-0097
    dblp: str = ""  # the name in dblp, with its number: "Wei Wang 0001"
    is_collective: bool = False

    @property
    def identifiers(self) -> list[tuple[str, str]]:
        """(scheme, value) of what tells this person from namesakes, dblp's before ORCID's."""
        told = [("dblp", self.dblp), ("orcid", self.orcid)]
        return [(scheme, value) for scheme, value in told if value]


@dataclass(frozen=True)
class Record:
    """The facts of one paper; what the source does not say is empty.

    Identifiers are in their normal form (`identifiers.normal_form`); `title` and names are plain
    text: LaTeX is decoded, but formulas between `$` stay.
    """

    title: str
    source: str  # a value of Paper.Source
    authors: tuple[Name, ...] = ()
    year: int | None = None
    kind: str = ""  # a value of Paper.Kind
    container: str = ""  # journal or proceedings, as printed
    volume: str = ""
    number: str = ""
    pages: str = ""  # "117-149"
    publisher: str = ""
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    dblp: str = ""  # key: "conf/nips/HermannL20"
    doi: str = ""
    arxiv: str = ""
    pubmed: str = ""
    url: str = ""
