"""One person's vote on one summary."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.notify import votes_changed
from summaries.forms.discussion import vote_of
from summaries.models import Summary
from summaries.models.voting import to_vote_on

from .access import log_in_first, way_back
from .errors import bad_request


@require_POST
def vote(request, pk):
    """Cast, change or take back; `value` says what the vote is to be, so that twice is once."""
    if not request.user.is_authenticated:
        found = get_object_or_404(Summary.objects.visible_to(request.user).only("pk"), pk=pk)
        return log_in_first(request, way_back(request, found.get_absolute_url()))
    sent = vote_of(request.POST)  # counted at the door: see settings.LIMITS_OF_PAGES
    with transaction.atomic():
        found = _to_vote_on(pk, request.user)
        if sent:
            before = found.ups
            found.set_vote_locked(request.user, *sent)
            votes_changed(found, before)
    if not sent:
        return bad_request(
            request, reason="A vote is 1, 0 or −1, and its reason one of those offered."
        )
    back_to = way_back(request, found.get_absolute_url())
    if request.htmx:
        context = {"summary": found, "next": back_to, "has_voted": True}
        return render(request, "summaries/_vote.html", context)
    return redirect(f"{back_to}#vote-{found.pk}")


def _to_vote_on(pk, user):
    found = to_vote_on(pk, user)
    if found is None:
        raise Http404
    if found.author_id == user.pk:
        raise PermissionDenied("Nobody votes on their own summary.")
    return found
