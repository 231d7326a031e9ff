"""What narrows a search down, as clauses of a queryset."""

from django.apps import apps
from django.db.models import QuerySet

from .names import every_author
from .query import Query


def papers_of(query: Query):
    """The papers that pass the filters; none whose title is words that nobody may read."""
    papers = apps.get_model("summaries", "Paper")
    rows = papers.objects.without_words_of_nobody()
    if query.section:
        rows = rows.in_section(query.section)
    if query.venue:
        rows = rows.filter(venue__key=query.venue)
    if query.has_summaries:
        rows = rows.filter(summary_count__gt=0)
    return _by(_of_years(rows, query), query.author)


def _of_years(rows: QuerySet, query: Query) -> QuerySet:
    first, last = query.years
    if first is not None:
        rows = rows.filter(year__gte=first)
    return rows.filter(year__lte=last) if last is not None else rows


def _by(rows: QuerySet, name: str) -> QuerySet:
    if not name:
        return rows
    authorships = apps.get_model("summaries", "Authorship")
    theirs = authorships.objects.filter(author_id__in=every_author(name))
    return rows.filter(pk__in=theirs.values("paper_id"))


def summaries_of(query: Query) -> QuerySet:
    """What anybody may see, of papers that pass the filters."""
    rows = apps.get_model("summaries", "Summary").objects.listed()
    if query.is_filtered:
        rows = rows.filter(paper__in=papers_of(query).values("pk"))
    return rows
