"""What the editor asks while somebody writes: how it looks, and which papers it could cite."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from shortsci.limits import limit
from summaries.forms import PreviewForm
from summaries.models import Paper
from summaries.models.known import render_known

from .guards import signed_in

MOST_FOUND = 8
SHORTEST, LONGEST = 2, 100  # characters of a question worth an answer


@require_POST
@signed_in
def preview(request):
    """The text exactly as saving would store it, with what is wrong in its formulas."""
    if refused := limit(request, "preview"):
        return refused
    form = PreviewForm(request.POST)
    if not form.is_valid():
        words = " ".join(form.errors.get("body", ["This cannot be shown."]))
        return HttpResponse(words, status=422, content_type="text/plain; charset=utf-8")
    rendered = render_known(form.cleaned_data["body"])
    return render(request, "summaries/_preview.html", {"preview": rendered})


@require_safe
@signed_in
def cite(request):
    r"""Papers whose title, author or key has the words `q`, for completing a \cite."""
    if refused := limit(request, "cite"):
        return refused
    words = request.GET.get("q", "").strip()[:LONGEST]
    found = Paper.objects.citable_by(words)[:MOST_FOUND] if len(words) >= SHORTEST else []
    papers = [
        {
            "key": paper.key,
            "title": paper.shown_title,
            "year": paper.year,
            "authors": paper.short_authors,
        }
        for paper in found
    ]
    return JsonResponse({"papers": papers})
