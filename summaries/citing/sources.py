"""What a paper, or one version of a summary, is as a thing to cite."""

from django.conf import settings

from summaries.models import Author, Paper, Summary, SummaryRevision
from summaries.names import parts
from summaries.templatetags.display import LICENCES

from .item import SUMMARY, Item, Writer


def of_paper(paper: Paper) -> Item:
    """Needs a paper from with_head(), and asks the database nothing."""
    names = {each.scheme: each.value for each in reversed(paper.identifiers.all())}
    container = paper.container or (
        paper.venue.full_name or paper.venue.name if paper.venue else ""
    )
    return Item(
        key=paper.key,
        title=paper.shown_title,
        kind=paper.kind or _kind(paper),
        writers=tuple(_writer(place.author) for place in paper.authorships.all()),
        year=paper.year,
        container=container,
        volume=paper.volume,
        number=paper.number,
        pages=paper.pages,
        publisher=paper.publisher,
        abstract=paper.abstract,
        keywords=tuple(keyword.name for keyword in paper.keywords.all()),
        doi=names.get("doi", ""),
        arxiv=names.get("arxiv", ""),
        pubmed=names.get("pubmed", ""),
        url=settings.SITE_URL + paper.get_absolute_url(),
    )


def _kind(paper: Paper) -> str:
    """Where nobody has said it, dblp's keys and the venue tell."""
    if paper.venue:
        return "conference" if paper.venue.kind == "conference" else "article"
    return {"conf/": "conference", "journ": "article"}.get(paper.key[:5], "")


def of_summary(summary: Summary, version: SummaryRevision) -> Item:
    """One version, by the name that its readers see and no other."""
    published = version.shown_at or version.created_at
    return Item(
        key=f"{settings.SITE_NAME.lower()}:{summary.pk}:{version.number}",
        title=f"Summary of “{summary.paper.shown_title}”",
        kind=SUMMARY,
        writers=(Writer(summary.byline, is_collective=True),) if summary.shown_author else (),
        year=published.year,
        month=published.month,
        day=published.day,
        container=settings.SITE_NAME,
        url=settings.SITE_URL + summary.get_absolute_url(),
        note=f"Version {version.number}{'' if summary.shown_author else f', {summary.byline}'}",
        licence=LICENCES.get(summary.licence, ("", ""))[1],
    )


def _writer(author: Author) -> Writer:
    told = parts(author.name, author.family, author.is_collective)
    return Writer(told.family, told.given, told.suffix, author.is_collective, author.name)
