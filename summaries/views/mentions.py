"""Who speaks of a paper in the summary of another: the first few, and all of them."""

from django.db.models import Count, Window
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from summaries.models import Paper, Summary

from .freshness import last_modified
from .pages import page_of
from .unknown import known_as_or_404

FEW = 20  # on the paper's own page
MANY = 100  # on a page of their own
TEXTS = ("body", "body_html", "text", "render_errors")  # nobody reads them here


def mentions_of(paper: Paper):
    """The public summaries that mention it, newest first, each with how many there are."""
    rows = Summary.objects.listed().mentioning(paper).recent_first().defer(*TEXTS)
    return rows.select_related("paper", "author").annotate(of_all=Window(Count("pk")))


@require_safe
def mentions(request, key):
    """Every summary that mentions the paper."""
    paper = Paper.objects.filter(key=key).first() or known_as_or_404(key)
    if paper.key != key:
        return redirect("summaries:mentions", paper.key, permanent=True)
    page = page_of(request, mentions_of(paper), MANY)
    response = render(request, "summaries/mentions.html", {"paper": paper, "page": page})
    return last_modified(response, [paper.updated_at, *(row.updated_at for row in page)])
