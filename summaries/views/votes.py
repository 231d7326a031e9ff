"""One person's vote on one summary."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.notify import votes_changed
from shortsci.limits import limit
from summaries.forms.discussion import VoteForm
from summaries.models import Summary

from .access import log_in_first, way_back
from .errors import bad_request


@require_POST
def vote(request, pk):
    """Cast, change or take back; `value` says what the vote is to be, so that twice is once."""
    rows = Summary.objects.visible_to(request.user).select_related("author", "carried_votes")
    found = get_object_or_404(rows.as_shown().defer("text", "body_html"), pk=pk)
    if not request.user.is_authenticated:
        return log_in_first(request, way_back(request, found.get_absolute_url()))
    if found.author_id == request.user.pk:
        raise PermissionDenied("Nobody votes on their own summary.")
    form = VoteForm(request.POST)
    if not form.is_valid():
        return bad_request(
            request, reason="A vote is 1, 0 or −1, and its reason one of those offered."
        )
    if refused := limit(request, "vote"):
        return refused
    with transaction.atomic():
        found.set_vote(request.user, **form.cleaned_data)
        votes_changed(found)
    back_to = way_back(request, found.get_absolute_url())
    if request.htmx:
        context = {"summary": found, "next": back_to, "has_voted": True}
        return render(request, "summaries/_vote.html", context)
    return redirect(f"{back_to}#vote-{found.pk}")
