"""Papers by what they are about."""

from itertools import groupby

from django.db.models import Case, Count, Max, When
from django.shortcuts import render
from django.views.decorators.http import require_safe

from summaries.models import Keyword
from summaries.sections import BY_SLUG, SECTIONS

from . import first_pages, listings
from .entries import PAPERS
from .freshness import last_modified
from .list_pages import list_page
from .pages import page_of, roughly_counted

KEYWORDS = 200  # on a page
PLACES = [When(section=section.slug, then=place) for place, section in enumerate(SECTIONS)]

COUNTS = {"paper_count": Count("papers"), "changed_at": Max("papers__updated_at")}


@require_safe
def keywords(request):
    """Every keyword with its count of papers, by section."""
    in_order = Keyword.objects.order_by(Case(*PLACES, default=len(SECTIONS)), "name")
    page = page_of(request, in_order, KEYWORDS)
    rows = roughly_counted(page, Keyword.objects.annotate(**COUNTS))
    groups = [(name, list(rows)) for name, rows in groupby(rows, _section_name)]
    response = render(request, "summaries/keywords.html", {"page": page, "groups": groups})
    return last_modified(response, [row.changed_at for row in rows])


def _section_name(row: Keyword) -> str:
    return BY_SLUG[row.section].name if row.section in BY_SLUG else "Other keywords"


@require_safe
def keyword(request, name):
    """The papers under one keyword, newest first."""

    def tell():
        found = listings.keyword(request, name)
        return found.papers, lambda: {"keyword": found.about, "paper_count": found.paper_count}

    return list_page(request, "summaries/keyword.html", PAPERS, tell, first_pages.keyword(name))
