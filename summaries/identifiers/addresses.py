"""What a web address says about the paper that it shows."""

import re
from urllib.parse import parse_qs, urlsplit

from . import arxiv, dblp, doi
from .cleaning import decoded, trimmed
from .reference import ARXIV, DOI, KEY, PUBMED, URL, Reference

_ADDRESS = re.compile(r"(https?):/{1,2}([^\s/\"][^\s\"]*)", re.I)  # servers join slashes in a path
# People leave the scheme off; these hosts are known well enough without.
_BARE_HOST = re.compile(
    r"(?:www\.|dx\.|export\.)?(?:doi|arxiv|dblp|shortscience|alphaxiv|pubmed\.ncbi\.nlm\.nih)"
    r"\.(?:org|gov)/\S+",
    re.I,
)
_ARXIV_HOST = re.compile(
    r"(?:.+\.)?(?:arxiv\.org|ar5iv\.org|alphaxiv\.org|arxiv-vanity\.com|scirate\.com"
    r"|huggingface\.co|xxx\.lanl\.gov)"
)
_ARXIV_PATH = re.compile(rf"(?:/[a-z-]+)*/{arxiv.ID}(?:\.pdf)?/?", re.I | re.A)
_PUBMED_HOST = re.compile(r"(?:.+\.)?(?:ncbi\.nlm\.nih\.gov|europepmc\.org)")
_PUBMED_PATH = re.compile(
    r"/(?:(?:pubmed|(?:article|abstract)/med)/)?0*([1-9]\d{0,8})/?", re.I | re.A
)
_OWN_PATH = re.compile(r"/papers/(.+?)/?(?:(?<=/)(?:write/|cite\.(?:bib|ris|json)))?")


def address_in(text: str) -> str:
    """The web address that a text is or holds; "" for none."""
    if match := _ADDRESS.search(text):
        return f"{match[1]}://{match[2]}"
    if match := _BARE_HOST.fullmatch(text):
        return f"https://{match[0]}"
    return text if text.startswith(("/papers/", "/paper?")) else ""


def read_address(address: str) -> list[Reference]:
    """The names of the paper at that address, the surest first; the address itself is last."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:  # a bracket where a host should be
        return []
    path = decoded(parts.path)[0]
    found = (
        _of_archives(host, path)
        or dblp.of_address(host, path, parts.fragment)
        or _of_ours(host, path, parts.query)
        or _named(DOI, doi.of_address(host, parts))
    )
    return found + ([Reference(URL, normal_address(address))] if host else [])


def normal_address(address: str) -> str:
    """With its host in lower case and without a fragment."""
    parts = urlsplit(address)
    return parts._replace(
        scheme=parts.scheme.lower(), netloc=parts.netloc.lower(), fragment=""
    ).geturl()


def _named(scheme: str, value: str) -> list[Reference]:
    return [Reference(scheme, value)] if value else []


def _of_archives(host: str, path: str) -> list[Reference]:
    if _ARXIV_HOST.fullmatch(host) and (match := _ARXIV_PATH.fullmatch(path)):
        return [Reference(ARXIV, arxiv.normal_id(match["arxiv"]))]
    if _PUBMED_HOST.fullmatch(host) and (match := _PUBMED_PATH.fullmatch(path)):
        return [Reference(PUBMED, match[1])]
    return []


def _of_ours(host: str, path: str, query: str) -> list[Reference]:
    """Of the old site's pages and of ours, wherever the site stands."""
    asked = parse_qs(query.replace("+", "%2B"))
    named = {name.lower(): values[0] for name, values in asked.items()}
    if path.rstrip("/").endswith("/paper") and "bibtexkey" in named:
        return _named(KEY, trimmed(decoded(named["bibtexkey"])[0].strip()))
    match = _OWN_PATH.fullmatch(path)
    return _named(KEY, match[1] if match else "")
