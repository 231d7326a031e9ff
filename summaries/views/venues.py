"""Venues, with one page per year."""

from django.conf import settings
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from summaries.models import Follow, Paper, Venue

from .freshness import last_modified
from .pages import page_of


@require_safe
def venues(request):
    """All venues with their counts, by name."""
    page = page_of(request, Venue.objects.with_counts().order_by("name", "pk"), 100)
    response = render(request, "summaries/venues.html", {"page": page})
    return last_modified(response, [venue.changed_at for venue in page])


@require_safe
def venue(request, key):
    """One venue: its years, and its papers from the newest."""
    is_followed = Follow.objects.is_followed(request.user, "venue")
    found = get_object_or_404(Venue.objects.annotate(is_followed=is_followed), key=key)
    papers = found.papers.with_head().newest_first()
    return _papers_of(request, found, papers, year=None)


@require_safe
def year(request, key, year):
    """One venue in one year."""
    found = get_object_or_404(Venue, key=key)
    papers = found.papers.filter(year=year).with_head().order_by("title", "pk")
    return _papers_of(request, found, papers, year)


def _papers_of(request, found: Venue, papers, year: int | None):
    years = list(
        Paper.objects.filter(venue=found, year__isnull=False)
        .values("year")
        .annotate(paper_count=Count("pk"))
        .order_by("-year")
    )
    if year is not None and year not in [row["year"] for row in years]:
        raise Http404(f"Nothing of {found} in {year} is here.")
    page = page_of(request, papers, settings.LIST_SIZE)
    context = {"venue": found, "years": years, "year": year, "page": page}
    response = render(request, "summaries/venue.html", context)
    return last_modified(response, [paper.updated_at for paper in page])
