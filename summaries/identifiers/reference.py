"""One name of a paper: which kind it is, and its one spelling."""

from typing import NamedTuple

DOI, ARXIV, PUBMED, URL, KEY = "doi", "arxiv", "pubmed", "url", "key"


class Reference(NamedTuple):
    """A name as it would be stored; `KEY` is for keys of papers, dblp's and our own."""

    scheme: str
    value: str
