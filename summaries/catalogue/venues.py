"""Where papers appear, as `fixtures/venues.json` names it: found by dblp key or DOI."""

import json
from dataclasses import dataclass
from functools import cache

from django.conf import settings

FILE = settings.BASE_DIR / "fixtures" / "venues.json"


@dataclass(frozen=True)
class VenueRecord:
    """One venue of `venues.json`."""

    key: str
    name: str
    full_name: str
    kind: str
    section: str = ""
    doi: tuple[str, ...] = ()  # beginnings of the DOIs of its papers


@cache
def known_venues() -> dict[str, VenueRecord]:
    """Key → venue, in the order of the file."""
    rows = json.loads(FILE.read_text(encoding="utf-8"))
    return {row["key"]: VenueRecord(**{**row, "doi": tuple(row.get("doi", ()))}) for row in rows}


@cache
def _by_doi() -> dict[str, VenueRecord]:
    return {prefix: venue for venue in known_venues().values() for prefix in venue.doi}


def venue_of(*, dblp_key: str = "", doi: str = "") -> VenueRecord | None:
    """The venue of a paper; the key tells it surer than the DOI."""
    return known_venues().get(dblp_key.rpartition("/")[0]) or _of_doi(doi.lower())


def _of_doi(doi: str) -> VenueRecord | None:
    """By the longest beginning; `10.1038/nature` is no beginning of `10.1038/natures12`.

    A beginning ends where a word of letters or a number of digits ends.
    """
    ends = (end for end in range(len(doi), 7, -1) if _is_boundary(doi, end))
    return next((_by_doi()[doi[:end]] for end in ends if doi[:end] in _by_doi()), None)


def _is_boundary(doi: str, end: int) -> bool:
    before, after = doi[end - 1 : end], doi[end : end + 1]
    same_kind = (before.isalpha() and after.isalpha()) or (before.isdigit() and after.isdigit())
    return not same_kind
