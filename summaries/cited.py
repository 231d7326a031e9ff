"""Which papers a text speaks of: what it cites, and whose pages its links lead to."""

import re
from html import unescape

from django.conf import settings

from summaries.identifiers import ARXIV, DOI, KEY, PUBMED, recognise
from summaries.rendering import cited_keys

MOST = 500  # papers that one text can mention
LONGEST = 255  # characters of a name
_LINK = re.compile(r'<a [^<>]*?\bhref="([^"]+)"')


def names_cited(source: str, html: str) -> list[str]:
    """The names of papers in a text and its rendering, once each, in order."""
    linked = (_name_at(unescape(address)) for address in _LINK.findall(html))
    names = dict.fromkeys([*cited_keys(source), *linked])
    return [name for name in names if 0 < len(name) <= LONGEST][:MOST]


def _name_at(address: str) -> str:
    """The paper that an address shows, be it ours, arXiv's, dblp's or a publisher's; or ""."""
    path = address.removeprefix(settings.SITE_URL)
    names = {name.scheme: name.value for name in recognise(path)}
    key = names.get(KEY, "")
    if key and (path.startswith("/") or recognise(key)):  # others, too, have pages at /papers/
        return key
    return names.get(ARXIV) or names.get(DOI) or names.get(PUBMED) or ""
