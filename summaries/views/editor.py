"""Writing and changing one's own summary of a paper."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from shortsci.limits import limit
from summaries.difference import difference
from summaries.forms import SummaryForm, initial_of
from summaries.models import Draft, Paper, QuotaExceeded, Summary
from summaries.models.known import render_known
from summaries.pictures import PictureRefused
from summaries.symbols import symbol_table
from summaries.writing import EditConflict, own_summary, save_summary

from .errors import too_often
from .kept import kept
from .papers import known_as_or_404
from .pictures import stored_picture

PICTURE_LINE = "\n\n![Describe the picture]({})\n"


@require_http_methods(["GET", "HEAD", "POST"])
def write(request, key):
    """The editor; POST saves, or with `action` shows a preview or takes a picture in."""
    paper = Paper.objects.visible_to(request.user).filter(key=key).first() or known_as_or_404(key)
    if request.method == "POST":  # under a former key too: what was typed must not be lost
        return _post(request, paper)
    if paper.key != key:
        return redirect("summaries:write", paper.key)
    return _open(request, paper)


@login_required
def _open(request, paper):
    summary = own_summary(paper, request.user)
    draft = Draft.objects.filter(user=request.user, paper=paper).first()
    form = SummaryForm(initial=initial_of(summary, draft, request.user))
    return _page(request, paper, form, draft=draft, summary=summary)


def _post(request, paper):
    if not request.user.is_authenticated:
        return kept(request, paper.key)
    form = SummaryForm(_typed(request, paper), writer=request.user)
    if refused := limit(request, "save"):
        return too_often(form, refused, partial(_page, request, paper, form))
    if request.FILES.get("picture"):
        return _take_picture(request, paper)
    if request.POST.get("action") == "preview":
        return _page(request, paper, form, preview=_preview(form))
    if not form.is_valid():
        return _page(request, paper, form, status=422)
    return _save(request, paper, form)


def _typed(request, paper):
    """What was sent, following on the present draft: the page that answers holds all of it."""
    data = request.POST.copy()
    draft = Draft.objects.filter(user=request.user, paper=paper).first()
    data["draft_version"] = str(draft.version if draft else 0)
    return data


def _save(request, paper, form):
    try:
        summary = save_summary(paper, request.user, form.cleaned_data)
    except EditConflict as conflict:
        return _conflict(request, paper, form, conflict.saved)
    messages.success(request, f"Saved: {summary.get_visibility_display()}.")
    if summary.hidden_at:
        messages.info(request, "Others see it once a moderator has looked at it.")
    address = summary.get_absolute_url()
    if summary.visibility == Summary.Visibility.LINK:  # that is where the link can be copied
        address = reverse("summaries:share", args=[summary.pk])
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"url": address})
    return redirect(address)


def _conflict(request, paper, form, saved):
    """Both texts and what differs; saving again keeps what is typed, with nothing forgotten."""
    typed = form.cleaned_data["body"]
    data = _typed(request, paper)
    data["base"] = str(saved.version)
    form = SummaryForm(data)
    form.is_valid()
    context = {"saved": saved, "changes": difference(saved.body, typed)}
    return _page(request, paper, form, status=409, summary=saved, **context)


def _take_picture(request, paper):
    """Without scripts: the picture goes to the end of the text, which is shown and not saved."""
    data = _typed(request, paper)
    try:
        picture = stored_picture(request.user, request.FILES["picture"])
    except (PictureRefused, QuotaExceeded) as error:
        form = SummaryForm(data)
        form.add_error("picture", str(error))
        return _page(request, paper, form, status=422)
    data["body"] = data.get("body", "").rstrip() + PICTURE_LINE.format(picture.get_absolute_url())
    form = SummaryForm(data)
    return _page(request, paper, form, preview=_preview(form), picture=picture)


def _preview(form):
    """What the text would become, or None when the form has to say something about it first."""
    form.full_clean()
    body = form.cleaned_data.get("body")
    form.errors.pop("picture", None)
    return render_known(body) if body else None


def _page(request, paper, form, status=200, **context):
    context = {"paper": paper, "form": form, "symbols": symbol_table(), **context}
    return render(request, "summaries/write.html", context, status=status)


@require_POST
@login_required
def discard(request, key):
    """Throw the unsaved text away; the editor begins again from what is saved."""
    if refused := limit(request, "draft"):
        return refused
    paper = get_object_or_404(Paper.objects.visible_to(request.user), key=key)
    Draft.objects.filter(user=request.user, paper=paper).delete()
    return redirect("summaries:write", paper.key)
