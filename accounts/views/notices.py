"""What moderators did to what is one's own, and the way to have it looked at again."""

from functools import partial

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Notice
from shortsci.limits import limit
from summaries.models import LogEntry
from summaries.moderation.forms import AppealForm
from summaries.moderation.naming import name_notices
from summaries.views.errors import too_often
from summaries.views.pages import page_of

APPEALED = "Your appeal is with the moderators. They answer here and by mail."
NOTHING = "There is nothing to appeal against, or you have done so."


@require_safe
@login_required
def notices(request):
    """All of them, the newest first."""
    rows = request.user.notices.with_story()
    page = page_of(request, rows, settings.LIST_SIZE)
    name_notices(page)
    return render(request, "accounts/notices.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def notice(request, pk):
    """One of one's own; POST appeals."""
    rows = request.user.notices.with_story()
    return _answer(request, get_object_or_404(rows, pk=pk))


@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request, token):
    """The same by the link in the mail, for whoever cannot log in any more."""
    found = Notice.objects.with_story().opened_by(token)
    if found is None:
        raise Http404("This link leads nowhere. It may have lost its end on the way.")
    response = _answer(request, found)
    # Not "no-referrer": browsers then post its form with the origin "null", which is refused.
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _answer(request, found: Notice):
    form = AppealForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _page(request, found, form)
    if not found.may_appeal:
        messages.info(request, NOTHING)
        return redirect(request.path)
    if refused := limit(request, "appeal"):
        return too_often(form, refused, partial(_page, request, found, form))
    if not form.is_valid():
        return _page(request, found, form, status=422)
    is_first = found.make_appeal(form.cleaned_data["appeal"])
    messages.info(request, APPEALED if is_first else NOTHING)
    return redirect(request.path)


def _page(request, found: Notice, form: AppealForm, status: int = 200):
    name_notices([found])
    context = {"notice": found, "entry": found.entry, "form": form, "outcome": _outcome(found)}
    return render(request, "accounts/notice.html", context, status=status)


def _outcome(found: Notice) -> LogEntry | None:
    """What the moderators did about the same thing once they had read the appeal."""
    if not found.answered_at:
        return None
    about = LogEntry.objects.about(found.entry.kind, found.entry.thing_id)
    return about.filter(created_at__gte=found.appealed_at).order_by("pk").first()


@require_http_methods(["POST"])
@login_required
def read_notice(request, pk):
    """Note that one of them was read."""
    found = get_object_or_404(request.user.notices, pk=pk)
    if refused := limit(request, "news"):
        return refused
    found.read_at = found.read_at or timezone.now()
    found.save(update_fields=["read_at"])
    return redirect("accounts:notices")
