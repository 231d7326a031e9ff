"""The copy of an unsaved text that the server keeps while somebody writes."""

from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from shortsci.limits import limit
from summaries.forms import DraftForm
from summaries.models import Draft, Paper, StaleDraft

from .guards import signed_in


@require_POST
@signed_in
def draft(request, key):
    """Keep it and answer its version; 409 with the other text when another window was faster."""
    if refused := limit(request, "draft"):
        return refused
    paper = get_object_or_404(Paper.objects.visible_to(request.user), key=key)
    form = DraftForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=422)
    typed = form.cleaned_data
    try:
        stored = Draft.objects.keep(
            request.user,
            paper,
            typed["draft_version"],
            body=typed["body"],
            base=typed["base"],
            fields=form.beside(),
        )
    except StaleDraft as stale:
        return JsonResponse({"version": stale.draft.version, "body": stale.draft.body}, status=409)
    return JsonResponse({"version": stored.version})
