"""arXiv ids, and the keys and DOIs that are made of them."""

import re

from .reference import ARXIV, DOI, KEY, Reference

_NEW = r"\d\d(?:0[1-9]|1[0-2])\.\d{4,5}"
_ARCHIVES = (
    "acc-phys adap-org alg-geom ao-sci astro-ph atom-ph bayes-an chao-dyn chem-ph cmp-lg comp-gas "
    "cond-mat cs dg-ga funct-an gr-qc hep-ex hep-lat hep-ph hep-th math-ph math mtrl-th nlin "
    "nucl-ex nucl-th patt-sol physics plasm-ph q-alg q-bio quant-ph solv-int stat supr-con"
)
_ARCHIVE = "|".join(_ARCHIVES.split())
_OLD = rf"(?:{_ARCHIVE})(?:\.[a-z]{{2}})?/\d{{7}}"
ID = rf"(?P<arxiv>{_NEW}|{_OLD})(?:v\d{{1,3}})?(?![\w/])"
_BARE = re.compile(
    rf"(?:arxiv\s*[:.]?\s*)?(?:(?:abs|pdf|html)/)?{ID}(?:\.pdf)?(?:\s*\[[\w.-]+\])?", re.I | re.A
)
_SAID = re.compile(rf"\barxiv\s*[:/]\s*(?:(?:abs|pdf|html)/)?{ID}", re.I | re.A)
_DASHED = re.compile(r"(?:journals/corr/)?abs-(\d{4})-(\d{4,5})(?:v\d{1,3})?", re.I | re.A)
_CORR = re.compile(r"journals/corr/(\d{4}\.\d{4,5})", re.A)
_CORR_OLD = re.compile(rf"journals/corr/(?:abs-)?({_ARCHIVE})(?:-[A-Z]{{2}})?-(\d{{7}})", re.A)
_OWN_DOI = re.compile(rf"10\.48550/arxiv\.{ID}", re.I | re.A)


def normal_id(text: str) -> str:
    """In lower case, without subject class: `math.GT/0309136` is `math/0309136`."""
    return re.sub(r"\.[a-z]{2}/", "/", text.lower())


def in_text(text: str) -> str:
    """The id that the text is, or says with "arXiv:" before it; "" for none."""
    match = _BARE.fullmatch(text) or _SAID.search(text)
    return normal_id(match["arxiv"]) if match else ""


def of_key(key: str) -> str:
    """The id of which dblp made the key, in one of its three ways; "" for another key."""
    if match := _DASHED.fullmatch(key) or _CORR_OLD.fullmatch(key):
        return f"{match[1]}{'.' if match[1].isdigit() else '/'}{match[2]}"
    match = _CORR.fullmatch(key)
    return match[1] if match else ""


def of_doi(doi: str) -> str:
    """The id in a DOI that arXiv itself gave; "" for another DOI."""
    match = _OWN_DOI.fullmatch(doi)
    return normal_id(match["arxiv"]) if match else ""


def spellings(arxiv: str) -> list[Reference]:
    """Everything that names the same preprint."""
    keys = [f"journals/corr/{arxiv}", f"journals/corr/abs-{re.sub('[./]', '-', arxiv)}", arxiv]
    doi = f"10.48550/arxiv.{arxiv}"
    return [Reference(ARXIV, arxiv), Reference(DOI, doi), *(Reference(KEY, key) for key in keys)]
