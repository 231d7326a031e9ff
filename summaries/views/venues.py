"""Venues, with one page per year."""

from django.db.models import Count
from django.shortcuts import render
from django.views.decorators.http import require_safe

from shortsci.kept_pages.remembering import remembered
from summaries.models import Paper, Venue

from . import listings
from .entries import page_of_papers
from .freshness import last_modified
from .pages import page_of, roughly_counted

VENUES = 100  # on a page


@require_safe
def venues(request):
    """All venues with their counts, by name."""
    page = page_of(request, Venue.objects.order_by("name", "pk"), VENUES)
    rows = roughly_counted(page, Venue.objects.with_counts())
    response = render(request, "summaries/venues.html", {"page": page, "venues": rows})
    return last_modified(response, [venue.changed_at for venue in rows])


@require_safe
def venue(request, key):
    """One venue: its years, and its papers from the newest."""
    return _papers_of(request, listings.venue(request, key), year=None)


@require_safe
def year(request, key, year):
    """One venue in one year."""
    return _papers_of(request, listings.venue_year(request, key, year), year)


def _papers_of(request, listing, year):
    venue = listing.about
    years = remembered(f"years of venue {venue.pk}", lambda: list(_years(venue)))
    context = {"venue": venue, "years": years, "year": year}
    context |= page_of_papers(request, listing.papers)
    response = render(request, "summaries/venue.html", context)
    return last_modified(response, [paper.updated_at for paper in context["page"]])


def _years(venue: Venue):
    """Each year with its count of papers, the last first."""
    papers = Paper.objects.filter(venue=venue, year__isnull=False)
    return papers.values("year").annotate(paper_count=Count("pk")).order_by("-year")
