"""People by contribution, and one person's summaries."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.shortcuts import render
from django.views.decorators.http import require_safe

from shortsci.kept_pages.remembering import remembered
from summaries.models import DailyReaders, Summary
from summaries.readers import plot

from . import listings
from .entries import page_of_entries
from .freshness import last_modified
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
    listing = listings.person(request, username)
    found, rows = listing.about, listing.summaries
    entries = page_of_entries(request, rows)
    context = {"person": found, "plot": None, **entries}
    if request.user == found:
        context["plot"] = plot(request, DailyReaders.objects.filter(summary__in=rows.order_by()))
    response = render(request, "summaries/person.html", context)
    return last_modified(response, [summary.updated_at for summary in entries["page"]])
