"""DOIs, bare and in addresses: nearly any sign may stand in one."""

import re
from urllib.parse import SplitResult

from .cleaning import decoded, trimmed

_SAID = re.compile(r"(?<![\w.])10\.\d{4,9}/[^\s\"]+", re.A)
_IN_ADDRESS = re.compile(r"(?:^|[/=])(10\.\d{4,9}/.+)", re.A)
# Rooms of a publisher's page, behind the DOI in its address.
_ROOMS = re.compile(
    r"(?:/(?:full|abstract|summary|pdf|epdf|html|meta))+/?$|\.full(?:\.pdf)?$", re.I
)
_VERSION = re.compile(r"(10\.\d+/[\d.]+)v\d+\b.*", re.A)  # as bioRxiv numbers them
_WHOLE = re.compile(r"10\.\d{4,9}/\S+", re.A)


def in_text(text: str) -> str:
    """The DOI in a text, in lower case; "" for none."""
    match = _SAID.search(text)
    return _normal(trimmed(match[0])) if match else ""


def of_address(host: str, parts: SplitResult) -> str:
    """The DOI in the address of a resolver or of a publisher's page; "" for none."""
    path, asked = decoded(parts.path)[0], decoded(parts.query.partition("&")[0])[0]
    if host.endswith("doi.org") and parts.fragment:  # what follows is the DOI, whatever its signs
        path += f"#{decoded(parts.fragment)[0]}"
    match = _IN_ADDRESS.search(path) or _IN_ADDRESS.search(asked)
    if match is None:
        return ""
    doi = _VERSION.sub(r"\1", match[1]) if "rxiv" in host else match[1]
    doi = doi if host.endswith("doi.org") else re.sub(r"\.pdf$", "", doi)
    return _normal(_ROOMS.sub("", doi))


def _normal(doi: str) -> str:
    doi = doi.rstrip("/").lower()
    return doi if _WHOLE.fullmatch(doi) else ""
