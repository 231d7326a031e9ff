"""The inbox: what happened, what of it was read, and what one wants to hear no more of."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Mute
from shortsci.limits import limit
from shortsci.numbers import is_number
from summaries.models import Summary
from summaries.views.access import log_in_first, way_back
from summaries.views.errors import bad_request
from summaries.views.pages import page_of


def _inbox(user):
    """The news of that person, each with `is_muted`."""
    is_muted = Exists(Mute.objects.filter(user=user, summary=OuterRef("summary")))
    return user.notifications.in_sight().with_story().annotate(is_muted=is_muted)


@require_safe
@login_required
def notifications(request):
    """The newest first. Looking at them changes nothing."""
    page = page_of(request, _inbox(request.user), settings.LIST_SIZE)
    context = {"page": page, "has_notices": request.user.notices.unread().exists()}
    return render(request, "accounts/notifications.html", context)


@require_POST
@login_required
def read(request, pk):
    """Note that one of them was read."""
    if refused := limit(request, "news"):
        return refused
    found = get_object_or_404(_inbox(request.user), pk=pk)
    found.read_at = found.read_at or timezone.now()
    found.save(update_fields=["read_at"])
    if request.htmx:
        return render(request, "accounts/_notification.html", {"told": found, "is_answer": True})
    return redirect(way_back(request, "accounts:notifications"))


@require_POST
@login_required
def read_all(request):
    """Note that all up to `newest` were read: what came since the page was loaded is still new."""
    if refused := limit(request, "news"):
        return refused
    newest = request.POST.get("newest", "")
    if not is_number(newest):
        return bad_request(request, reason="Which of them have been read is missing.")
    unread = request.user.notifications.unread().filter(pk__lte=int(newest))
    unread.update(read_at=timezone.now())
    return redirect("accounts:notifications")


@require_POST
def mute(request, pk):
    """Hear no more about a summary, or with `mute` 0 hear of it again."""
    found = get_object_or_404(Summary.objects.visible_to(request.user), pk=pk)
    back_to = way_back(request, found.get_absolute_url())
    if not request.user.is_authenticated:
        return log_in_first(request, back_to)
    wish = request.POST.get("mute")
    if wish not in {"0", "1"}:
        return bad_request(request, reason="To mute is 1, to hear again is 0.")
    if refused := limit(request, "news"):
        return refused
    if wish == "1":
        request.user.mutes.get_or_create(summary=found)
    else:
        request.user.mutes.filter(summary=found).delete()
    if request.htmx:
        context = {"summary": found, "is_muted": wish == "1", "next": back_to, "is_answer": True}
        return render(request, "accounts/_mute.html", context)
    return redirect(back_to)
