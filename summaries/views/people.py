"""People by contribution, and one person's summaries."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.shortcuts import render
from django.views.decorators.http import require_safe

from shortsci.kept_pages.remembering import remembered
from summaries.models import DailyReaders, Summary
from summaries.readers import plot

from . import first_pages, listings
from .entries import SUMMARIES
from .freshness import last_modified
from .list_pages import list_page
from .pages import page_of


@require_safe
def people(request):
    """Those who have a public, named summary, most valued first."""
    people = get_user_model().objects.visible_to(request.user).contributors()
    page = page_of(request, people, settings.LIST_SIZE)
    unknown = Summary.objects.listed().filter(author=None, is_imported=True)
    context = {"page": page, "unknown_count": remembered("unknown authors", unknown.count)}
    response = render(request, "summaries/people.html", context)
    return last_modified(response, [person.changed_at for person in page])


@require_safe
def person(request, username):
    """One person's public, named summaries; the readers' plot is for that person alone."""

    def tell():
        listing = listings.person(request, username)
        found, rows = listing.about, listing.summaries
        return rows, lambda: {"person": found, "plot": _plot(request, found, rows)}

    return list_page(
        request, "summaries/person.html", SUMMARIES, tell, first_pages.person(username)
    )


def _plot(request, person, rows):
    if request.user != person:
        return None
    return plot(request, DailyReaders.objects.filter(summary__in=rows.order_by()))
