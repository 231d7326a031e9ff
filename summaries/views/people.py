"""People by contribution, and one person's summaries."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from summaries.models import DailyReaders, Follow, Summary
from summaries.readers import plot

from .freshness import last_modified
from .pages import page_of


@require_safe
def people(request):
    """Those who have a public, named summary, most valued first."""
    people = get_user_model().objects.visible_to(request.user).contributors()
    page = page_of(request, people, settings.LIST_SIZE)
    unknown = Summary.objects.listed().filter(author=None, is_imported=True)
    response = render(
        request, "summaries/people.html", {"page": page, "unknown_count": unknown.count()}
    )
    return last_modified(response, [person.changed_at for person in page])


@require_safe
def person(request, username):
    """One person's public, named summaries; the readers' plot is for that person alone."""
    is_followed = Follow.objects.is_followed(request.user, "person")
    people = get_user_model().objects.visible_to(request.user).annotate(is_followed=is_followed)
    found = get_object_or_404(people, username=username)
    rows = Summary.objects.listed().signed_by(found)
    page = page_of(
        request,
        rows.recent_first().with_byline().with_vote_of(request.user).with_paper(),
        settings.PAGE_SIZE,
    )
    context = {"person": found, "page": page, "plot": None}
    if request.user == found:
        context["plot"] = plot(request, DailyReaders.objects.filter(summary__in=rows))
    response = render(request, "summaries/person.html", context)
    return last_modified(response, [summary.updated_at for summary in page])
