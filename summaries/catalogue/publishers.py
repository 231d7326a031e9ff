"""Which paper a publisher's page shows, as far as its address tells: no page is ever fetched."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from summaries.identifiers import DOI, Reference

# Host, path, and the DOI that such pages have by the house's own rule. A source must confirm it.
_BY_RULE = [
    (r"nature\.com", r"/articles/([\w.-]+?)(?:\.pdf)?/?", r"10.1038/\1"),
    (r"aclanthology\.org", r"/((?:[A-Z]\d\d-\d{4}|\d{4}\.[\w-]+\.\d+))(?:\.pdf|\.bib)?/?",
     r"10.18653/v1/\1"),
    (r"aclweb\.org", r"/anthology/([A-Z]\d\d-\d{4})(?:\.pdf)?/?", r"10.18653/v1/\1"),
    (r"elifesciences\.org", r"/(?:articles|reviewed-preprints)/(\d+)(?:v\d+)?/?",
     r"10.7554/elife.\1"),
    (r"zenodo\.org", r"/records?/(\d+)/?", r"10.5281/zenodo.\1"),
    (r"papers\.ssrn\.com", r"/sol3/papers\.cfm\?.*?abstract_id=(\d+).*", r"10.2139/ssrn.\1"),
    (r"ssrn\.com", r"/abstract=(\d+)/?", r"10.2139/ssrn.\1"),
    (r"jstor\.org", r"/stable/(\d+)/?", r"10.2307/\1"),
]  # fmt: skip
# Pages whose address says nothing about the paper: the reader has to look for the DOI on them.
_SILENT = {
    r"ieeexplore\.ieee\.org": "IEEE Xplore",
    r"(?:.+\.)?sciencedirect\.com": "ScienceDirect",
    r"(?:.+\.)?cell\.com": "Cell Press",
    r"academic\.oup\.com": "Oxford Academic",
    r"(?:.+\.)?mdpi\.com": "MDPI",
    r"pubs\.aip\.org": "AIP Publishing",
    r"dl\.acm\.org": "the ACM Digital Library",
    r"(?:.+\.)?computer\.org": "the IEEE Computer Society",
    r"(?:.+\.)?semanticscholar\.org": "Semantic Scholar",
    r"scholar\.google(?:\.\w+)+": "Google Scholar",
    r"(?:.+\.)?researchgate\.net": "ResearchGate",
}
# Proceedings and journals that give no DOI: the address of the page is the paper's name.
_NAMELESS = {
    r"openreview\.net": "OpenReview",
    r"proceedings\.mlr\.press": "PMLR",
    r"(?:proceedings|papers)\.(?:neurips|nips)\.cc": "the NeurIPS proceedings",
    r"(?:.+\.)?jmlr\.org": "JMLR",
    r"openaccess\.thecvf\.com": "the CVF",
    r"(?:.+\.)?usenix\.org": "USENIX",
    r"ojs\.aaai\.org": "AAAI",
    r"(?:.+\.)?ijcai\.org": "IJCAI",
}


@dataclass(frozen=True)
class Page:
    """What the address of a page tells."""

    guess: Reference | None = None  # a DOI by the publisher's rule: to be asked for, not believed
    advice: str = ""  # what to paste instead, in words


def page_at(url: str) -> Page:
    """What a known publisher's address tells; an empty Page for any other."""
    try:
        parts = urlsplit(url)
    except ValueError:  # a bracket where a host should be
        return Page()
    host = (parts.hostname or "").removeprefix("www.")
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    for known, shape, doi in _BY_RULE:
        if re.fullmatch(known, host) and (match := re.fullmatch(shape, path)):
            return Page(guess=Reference(DOI, match.expand(doi).lower()))
    if name := _named(_SILENT, host):
        return Page(
            advice=f"Addresses at {name} do not tell which paper they show. "
            "Its DOI stands on the page: paste that."
        )
    if name := _named(_NAMELESS, host):
        return Page(
            advice=f"No catalogue answers to addresses at {name}. "
            "If the paper is in arXiv or dblp, paste its id there; else go on by hand."
        )
    return Page()


def _named(houses: dict[str, str], host: str) -> str:
    return next((name for known, name in houses.items() if re.fullmatch(known, host)), "")
