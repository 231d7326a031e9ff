"""Tell the moderators about a summary, a comment, a person or a paper."""

from functools import partial

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from shortsci.limits import limit
from summaries.models import Comment, Paper, Report, Summary
from summaries.moderation.forms import ReportForm
from summaries.moderation.reporting import report
from summaries.moderation.things import kind_of, person_of

from .access import log_in_first
from .errors import too_often

THANKS = "Thank you. The moderators will look at it."
TWICE = "You have reported this before. The moderators know."


@require_http_methods(["GET", "HEAD", "POST"])
def report_summary(request, pk):
    rows = Summary.objects.visible_to(request.user).select_related("paper", "author")
    return _report(request, get_object_or_404(rows, pk=pk))


@require_http_methods(["GET", "HEAD", "POST"])
def report_comment(request, pk):
    seen = Summary.objects.visible_to(request.user)
    rows = Comment.objects.visible().filter(summary__in=seen)
    return _report(request, get_object_or_404(rows.select_related("summary", "author"), pk=pk))


@require_http_methods(["GET", "HEAD", "POST"])
def report_person(request, username):
    people = get_user_model().objects.visible_to(request.user)
    return _report(request, get_object_or_404(people, username=username))


@require_http_methods(["GET", "HEAD", "POST"])
def report_paper(request, key):
    return _report(request, get_object_or_404(Paper.objects.visible_to(request.user), key=key))


def _report(request, thing):
    if not request.user.is_authenticated:
        return log_in_first(request, request.get_full_path())
    if person_of(thing) == request.user:
        raise PermissionDenied("Nobody reports what is their own.")
    kind = kind_of(thing)
    form = ReportForm(kind, request.POST if request.method == "POST" else None)
    context = {"thing": thing, "kind": kind, "form": form}
    if request.method != "POST":
        context["is_repeated"] = _is_repeated(request.user, kind, thing)
        return render(request, "summaries/report.html", context)
    if not form.is_valid():
        return render(request, "summaries/report.html", context, status=422)
    if refused := limit(request, "report"):
        page = partial(render, request, "summaries/report.html", context)
        return too_often(form, refused, page)
    is_first = report(thing, request.user, **form.cleaned_data)
    messages.info(request, THANKS if is_first else TWICE)
    return redirect(thing)


def _is_repeated(user, kind: str, thing) -> bool:
    return Report.objects.filter(reporter=user, **{f"ticket__{kind}": thing}).exists()
