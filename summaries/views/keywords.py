"""Papers by what they are about."""

from itertools import groupby

from django.conf import settings
from django.db.models import Count, Max
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from summaries.models import Follow, Keyword
from summaries.sections import SECTIONS

from .freshness import last_modified
from .pages import page_of


@require_safe
def keywords(request):
    """Every keyword with its count of papers, by section."""
    counted = Keyword.objects.annotate(
        paper_count=Count("papers"), changed_at=Max("papers__updated_at")
    )
    rows = list(counted.order_by("section", "name"))
    by_section = {slug: list(group) for slug, group in groupby(rows, lambda row: row.section)}
    groups = [(section.name, by_section.get(section.slug, [])) for section in SECTIONS]
    groups.append(("Other keywords", by_section.get("", [])))
    context = {"groups": [group for group in groups if group[1]]}
    response = render(request, "summaries/keywords.html", context)
    return last_modified(response, [row.changed_at for row in rows])


@require_safe
def keyword(request, name):
    """The papers under one keyword, newest first."""
    is_followed = Follow.objects.is_followed(request.user, "keyword")
    found = get_object_or_404(Keyword.objects.annotate(is_followed=is_followed), name=name)
    page = page_of(request, found.papers.with_head().newest_first(), settings.LIST_SIZE)
    context = {"keyword": found, "paper_count": found.papers.count(), "page": page}
    response = render(request, "summaries/keyword.html", context)
    return last_modified(response, [paper.updated_at for paper in page])
