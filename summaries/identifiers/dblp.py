"""dblp's keys, bare and in its addresses."""

import re

from .reference import KEY, Reference

_KEY = r"(?:conf|journals|books|phd|ms|tr|series|reference|persons|data)(?:/[^\s/?#&\"<>]+){1,3}"
_BARE = re.compile(rf"(?:dblp\s*:\s*)?(?P<key>{_KEY})/?", re.I)
_SAID = re.compile(rf"\bdblp\s*:\s*(?P<key>{_KEY})", re.I)
_HOST = re.compile(r"(?:.+\.)?(?:dblp\.org|dblp\d?\.uni-trier\.de|dblp\.dagstuhl\.de)")
_RECORD = re.compile(rf"/rec/(?:(?:html|bib\d?|bibtex|xml|rdf|ris|nt|json)/)?(?P<key>{_KEY})/?")
_CONTENTS = re.compile(r"/db/((?:conf|journals|series)/[^/]+)/[^/]+")
_FORMAT = re.compile(r"\.(?:html|bib|xml|rdf|ris|nt|json)$")


def in_text(text: str) -> str:
    """The key that the text is, or says with "DBLP:" before it; "" for none."""
    match = _BARE.fullmatch(text) or _SAID.search(text)
    return _FORMAT.sub("", match["key"]) if match else ""


def of_address(host: str, path: str, fragment: str) -> list[Reference]:
    """The record at an address of dblp's, or the entry of a table of contents."""
    if not _HOST.fullmatch(host):
        return []
    if match := _RECORD.fullmatch(path):
        return [Reference(KEY, _FORMAT.sub("", match["key"]))]
    match = _CONTENTS.fullmatch(path)
    is_entry = match and re.fullmatch(r"[\w:+-]{3,}", fragment)
    return [Reference(KEY, f"{match[1]}/{fragment}")] if match and is_entry else []
