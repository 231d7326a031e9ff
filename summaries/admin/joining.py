"""Pages on which a curator makes two papers one, after a look at what moves, or one two."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect

from summaries.models import LogEntry, Paper
from summaries.moderation.actions import Refused
from summaries.moderation.deciding import Decision, decide
from summaries.moderation.paper_forms import MergeForm, SplitForm
from summaries.moderation.previewing import preview

from .deciding import desk_page, on_desk

UNKNOWN = "No other paper goes by that here."


def merge_papers(request, pk, model_admin):
    """`?other=` names the paper that goes; without it, the page asks for one."""
    paper = get_object_or_404(on_desk(request, "paper"), pk=pk)
    asked = request.GET.get("other", "").strip()
    other = Paper.objects.resolve(asked) if asked else None
    context = {"paper": paper, "asked": asked, "title": f"Into “{paper}”"}
    if other is None or other == paper:
        context["error"] = UNKNOWN if asked else ""
        return desk_page(request, model_admin, "merge", 404 if asked else 200, **context)
    form = MergeForm(paper, request.POST if request.method == "POST" else None)
    if form.is_valid():
        decision = Decision(LogEntry.Action.MERGE, **form.cleaned_data, paper=other)
        if _decided(request, paper, decision, form):
            return redirect("admin:summaries_ticket_about", "paper", paper.pk)
    context |= {"form": form, "other": other, "preview": preview(paper, other)}
    return desk_page(request, model_admin, "merge", _status(request), **context)


def split_paper(request, pk, model_admin):
    """Choose what goes to a new paper."""
    paper = get_object_or_404(on_desk(request, "paper"), pk=pk)
    form = SplitForm(paper, request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = dict(form.cleaned_data)
        why = {name: said.pop(name) for name in ("reason", "explanation")}
        decision = Decision(LogEntry.Action.SPLIT, **why, values=said)
        if _decided(request, paper, decision, form):
            return redirect("admin:summaries_ticket_about", "paper", paper.pk)
    context = {"paper": paper, "form": form, "title": f"Split “{paper}”"}
    return desk_page(request, model_admin, "split", _status(request), **context)


def _decided(request, paper, decision: Decision, form) -> bool:
    try:
        entry = decide(paper, decision, request.user)
    except Refused as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, f"Done, and written into the log: {entry.detail}.")
    return True


def _status(request) -> int:
    return 422 if request.method == "POST" else 200
