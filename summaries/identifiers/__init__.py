"""Recognise, normalise and link the identifiers of papers; plain Python."""

from .candidates import candidates, spellings
from .recognising import recognise
from .reference import ARXIV, DOI, KEY, PUBMED, URL, Reference
from .spelling import is_key, is_path, link, normal_form

__all__ = [
    "ARXIV",
    "DOI",
    "KEY",
    "PUBMED",
    "URL",
    "Reference",
    "candidates",
    "is_key",
    "is_path",
    "link",
    "normal_form",
    "recognise",
    "spellings",
]
