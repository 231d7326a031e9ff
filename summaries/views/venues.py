"""Venues, with one page per year."""

from django.db.models import Count
from django.shortcuts import render
from django.views.decorators.http import require_safe

from shortsci.kept_pages.remembering import remembered
from summaries.models import Paper, Venue

from . import first_pages, listings
from .entries import PAPERS
from .freshness import last_modified
from .list_pages import list_page
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
    return _papers_of(request, lambda: listings.venue(request, key), None, first_pages.venue(key))


@require_safe
def year(request, key, year):
    """One venue in one year."""
    return _papers_of(
        request,
        lambda: listings.venue_year(request, key, year),
        year,
        first_pages.venue_year(key, year),
    )


def _papers_of(request, find, year, first):
    def tell():
        listing = find()
        venue = listing.about
        return listing.papers, lambda: {"venue": venue, "years": _years(venue), "year": year}

    return list_page(request, "summaries/venue.html", PAPERS, tell, first)


def _years(venue: Venue) -> list:
    """Each year with its count of papers, the last first."""
    papers = Paper.objects.filter(venue=venue, year__isnull=False)
    counted = papers.values("year").annotate(paper_count=Count("pk")).order_by("-year")
    return remembered(f"years of venue {venue.pk}", lambda: list(counted))
