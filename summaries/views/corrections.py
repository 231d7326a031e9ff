"""Corrections of a paper's facts: suggested, agreed with, decided."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from shortsci.limits import limit
from summaries.catalogue.correcting import agree, facts_of, is_outdated, suggest
from summaries.forms.correcting import CorrectionForm
from summaries.models import Correction, Paper

from .access import log_in_first
from .errors import too_often

MOST = 50  # suggestions on the page, open and decided ones each
WORDS = {
    Correction.State.OPEN: "Thank you. It counts when others agree or an admin applies it.",
    Correction.State.APPLIED: "Thank you. The paper is corrected.",
    Correction.State.OUTDATED: "The paper says something else by now, so nothing was changed.",
    Correction.State.REFUSED: "An admin has refused this suggestion.",
}


@require_http_methods(["GET", "HEAD", "POST"])
def corrections(request, key):
    """What was suggested and decided, and the form to suggest one more."""
    found = _paper_or_404(request, key)
    if not request.user.is_authenticated:
        if request.method == "POST":
            return log_in_first(request, request.path)
        return _page(request, found, None)
    form = CorrectionForm(found, request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _page(request, found, form)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    if refused := limit(request, "correct"):
        return too_often(form, refused, partial(_page, request, found, form))
    said = suggest(found, request.user, form.changes(), form.cleaned_data["reason"])
    messages.info(request, WORDS[Correction.State(said.state)])
    return redirect("summaries:corrections", found.key)


@require_POST
def agree_with_correction(request, key, pk):
    """Say that it should be so."""
    found = _paper_or_404(request, key)
    page = reverse("summaries:corrections", args=[found.key])
    if not request.user.is_authenticated:
        return log_in_first(request, page)
    correction = get_object_or_404(found.corrections, pk=pk)
    if correction.is_suggested_by(request.user):
        raise PermissionDenied("Nobody agrees with themselves.")
    if refused := limit(request, "correct"):
        return refused
    messages.info(request, WORDS[Correction.State(agree(correction, request.user).state)])
    return redirect(page)


def _paper_or_404(request, key: str) -> Paper:
    """A paper whose facts are known: of the others nobody can say what is wrong."""
    known = Paper.objects.visible_to(request.user).exclude(status=Paper.Status.UNIDENTIFIED)
    return get_object_or_404(known, key=key)


def _page(request, paper: Paper, form: CorrectionForm | None, status: int = 200):
    rows = paper.corrections.with_people()
    now = facts_of(paper)
    waiting = [row for row in rows.open()[:MOST] if not is_outdated(row, now)]
    for correction in waiting:
        correction.is_mine = correction.is_suggested_by(request.user)
        correction.is_agreed = request.user in correction.agreed_by.all()
    context = {
        "paper": paper,
        "form": form,
        "waiting": waiting,
        "decided": rows.decided()[:MOST],
    }
    return render(request, "summaries/corrections.html", context, status=status)
