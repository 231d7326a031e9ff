"""Signposting: where programs find what belongs to a page, as HTTP links (RFC 8288)."""

from collections.abc import Iterable, Iterator

from summaries.identifiers import link
from summaries.models import Paper, Summary
from summaries.templatetags.display import LICENCES

from .formats import FORMATS
from .item import Item


def signposts(paper: Paper, item: Item, summaries: Iterable[Summary]) -> str:
    """The `Link` header of a paper's page. It cites itself: the paper is the publisher's."""
    return ", ".join(_links(paper, item, summaries))


def _links(paper: Paper, item: Item, summaries: Iterable[Summary]) -> Iterator[str]:
    yield f'<{item.url}>; rel="cite-as"'
    yield '<https://schema.org/ScholarlyArticle>; rel="type"'
    yield '<https://schema.org/AboutPage>; rel="type"'
    for place in paper.authorships.all():
        if orcid := getattr(place, "orcid", None):
            yield f'<https://orcid.org/{orcid}>; rel="author"'
    for form in FORMATS.values():
        yield f'<{item.url}cite.{form.suffix}>; rel="describedby"; type="{form.content_type}"'
    for scheme, value in (("doi", item.doi), ("arxiv", item.arxiv), ("pubmed", item.pubmed)):
        if value:
            yield f'<{link(scheme, value)}>; rel="related"'
    licences = {summary.licence for summary in summaries}
    for spdx in sorted(licences & LICENCES.keys()):
        yield f'<{LICENCES[spdx][1]}>; rel="license"'
