"""Following people, papers, venues, authors and keywords: one view for all, and the list."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from shortsci.limits import limit
from summaries.forms.discussion import FollowForm
from summaries.models import Author, Follow, Keyword, Paper, Venue

from .access import log_in_first, way_back
from .errors import bad_request
from .pages import page_of


def _targets(target: str, user):
    """The rows that this person may follow."""
    return {
        "person": get_user_model().objects.visible_to(user),
        "paper": Paper.objects.visible_to(user),
        "venue": Venue.objects.all(),
        "author": Author.objects.all(),
        "keyword": Keyword.objects.all(),
    }[target]


@require_POST
def follow(request, target, key):
    """Follow, or follow no more; `follow` says which, so that twice is once."""
    found = get_object_or_404(_targets(target, request.user), **{Follow.TARGETS[target]: key})
    back_to = way_back(request, found.get_absolute_url())
    if not request.user.is_authenticated:
        return log_in_first(request, back_to)
    if found == request.user:
        raise PermissionDenied("Nobody follows themselves.")
    form = FollowForm(request.POST)
    if not form.is_valid():
        return bad_request(request, reason="To follow is 1, to follow no more is 0.")
    if refused := limit(request, "keep"):
        return refused
    is_followed = Follow.objects.note(request.user, target, found, **form.cleaned_data)
    if request.htmx:
        context = {"target": target, "thing": found, "is_followed": is_followed}
        return render(
            request, "summaries/_follow.html", context | {"next": back_to, "is_answer": True}
        )
    return redirect(back_to)


@require_safe
def following(request):
    """What one follows, the newest first."""
    if not request.user.is_authenticated:
        return log_in_first(request, request.get_full_path())
    rows = request.user.follows.with_targets()
    context = {"page": page_of(request, rows, settings.LIST_SIZE)}
    return render(request, "summaries/following.html", context)
