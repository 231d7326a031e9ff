"""The one spelling of an identifier, and where it leads."""

import re
from urllib.parse import quote

from .reference import ARXIV, DOI, PUBMED, URL

_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.I)
_ARXIV = re.compile(
    r"(?:https?://(?:www\.)?arxiv\.org/(?:abs|pdf)/|arxiv:\s*)?"
    r"(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?(?:\.pdf)?",
    re.I,
)
_PUBMED = re.compile(
    r"(?:https?://(?:pubmed\.ncbi\.nlm\.nih\.gov|(?:www\.)?ncbi\.nlm\.nih\.gov/pubmed)/|pmid:\s*)?"
    r"0*([1-9]\d{0,8})/?",
    re.I | re.A,
)
# Below a paper's address stand other pages: no key may end like one of them.
_ROOMS = {
    *("add", "book.epub", "bookmark", "cite.bib", "cite.json", "cite.ris", "corrections"),
    *("agree", "discard", "draft", "feed.atom", "follow", "mentions", "readers", "report", "write"),
}


def is_path(name: str) -> bool:
    """Whether a page's address can end in that name, and browsers leave it as it is."""
    return name.isprintable() and not {"", ".", ".."}.intersection(name.split("/"))


def is_key(text: str) -> bool:
    """Whether a paper can have that key: it stands in the address of the paper's page."""
    return is_path(text) and " " not in text and text.rpartition("/")[2] not in _ROOMS


def normal_form(scheme: str, text: str) -> str:
    """The one spelling under which an identifier is stored and unique.

    A DOI in lower case without resolver, an arXiv id in lower case without version or subject
    class (`math.GT/0309136` is `math/0309136`); keys keep their case.
    Raises ValueError when the text is none of its scheme.
    """
    text = text.strip()
    if scheme == DOI:
        match = _DOI.fullmatch(text)
        return _found(match, "DOI", text).lower()
    if scheme == ARXIV:
        match = _ARXIV.fullmatch(text)
        return re.sub(r"\.[a-z]{2}/", "/", _found(match, "arXiv id", text).lower())
    if scheme == PUBMED:
        return _found(_PUBMED.fullmatch(text), "PubMed id", text)
    if scheme == URL and not re.match(r"https?://[^\s/]+", text):
        raise ValueError(f"“{text}” is not a web address.")
    if not text:
        raise ValueError("An identifier cannot be empty.")
    return text


def _found(match: re.Match[str] | None, name: str, text: str) -> str:
    if match is None:
        raise ValueError(f"“{text}” is no {name}.")
    return match[1]


def link(scheme: str, value: str) -> str:
    """The web address that an identifier in normal form leads to, or "" for a key."""
    if scheme == DOI:
        return f"https://doi.org/{quote(value, safe='/')}"
    if scheme == ARXIV:
        return f"https://arxiv.org/abs/{quote(value, safe='/')}"
    if scheme == PUBMED:
        return f"https://pubmed.ncbi.nlm.nih.gov/{quote(value)}/"
    return value if scheme == URL else ""
