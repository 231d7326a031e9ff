"""A paper and what people say about it in the words of schema.org."""

import json
from collections.abc import Iterable
from typing import Any

from django.conf import settings

from summaries.identifiers import link
from summaries.models import Paper, Summary
from summaries.templatetags.display import LICENCES, excerpt

from .item import Item, Writer

LONGEST = 5_000  # characters of a review: the whole text stands on the page already
# Nothing in a text may end the element that it stands in, or begin a comment.
_SAFE = str.maketrans({sign: f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"})


def json_ld(paper: Paper, item: Item, summaries: Iterable[Summary]) -> str:
    """JSON for a `<script type="application/ld+json">`, safe to stand there."""
    article = _without_empty(
        {
            "@context": "https://schema.org",
            "@type": "ScholarlyArticle",
            "@id": item.url,
            "url": item.url,
            "name": item.title,
            "headline": item.title,
            "author": _authors(paper, item),
            "datePublished": str(item.year or ""),
            "isPartOf": _part_of(item),
            "pagination": item.pages,
            "publisher": _without_empty({"@type": "Organization", "name": item.publisher}, "name"),
            "abstract": item.abstract,
            "keywords": ", ".join(item.keywords),
            "sameAs": [link(scheme, value) for scheme, value in _names(item)],
            "review": [_review(summary, item.url) for summary in summaries],
        }
    )
    return json.dumps(article, ensure_ascii=False).translate(_SAFE)


def _names(item: Item) -> list[tuple[str, str]]:
    names = [("doi", item.doi), ("arxiv", item.arxiv), ("pubmed", item.pubmed)]
    return [(scheme, value) for scheme, value in names if value]


def _authors(paper: Paper, item: Item) -> list[dict[str, str]]:
    places = zip(paper.authorships.all(), item.writers, strict=True)
    return [_author(writer, getattr(place, "orcid", None)) for place, writer in places]


def _author(writer: Writer, orcid: str | None) -> dict[str, str]:
    kind = "Organization" if writer.is_collective else "Person"
    return {
        "@type": kind,
        "name": writer.full,
        **({"@id": f"https://orcid.org/{orcid}"} if orcid else {}),
    }


def _part_of(item: Item) -> dict[str, Any]:
    return _without_empty(
        {
            "@type": "PublicationVolume" if item.volume else "Periodical",
            "name": item.container,
            "volumeNumber": item.volume,
        },
        "name",
    )


def _review(summary: Summary, about: str) -> dict[str, Any]:
    """By the name that readers see and no other."""
    shown = summary.shown_author
    url = settings.SITE_URL + summary.get_absolute_url()
    return _without_empty(
        {
            "@type": "Review",
            "@id": url,
            "url": url,
            "itemReviewed": {"@id": about},
            "author": {
                "@type": "Person",
                "name": summary.byline,
                **({"url": settings.SITE_URL + shown.get_absolute_url()} if shown else {}),
            },
            "datePublished": summary.published_at.isoformat() if summary.published_at else "",
            "dateModified": summary.edited_at.isoformat() if summary.edited_at else "",
            "license": LICENCES.get(summary.licence, ("", ""))[1],
            "reviewBody": excerpt(summary.text, LONGEST),
        }
    )


def _without_empty(facts: dict[str, Any], needed: str = "") -> dict[str, Any]:
    """What is known; nothing where the one fact that it is all about is not."""
    if needed and not facts[needed]:
        return {}
    return {name: value for name, value in facts.items() if value}
