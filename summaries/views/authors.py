"""The papers of one author."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from summaries.models import Author

from . import listings
from .entries import page_of_papers
from .freshness import last_modified

MOST_NAMESAKES = 20


@require_safe
def author(request, slug):
    """One author's papers, newest first."""
    listing = listings.author(request, slug)
    found = listing.about
    if found.slug != slug:
        return redirect(found, permanent=True)
    namesakes = list(Author.objects.named_alike(found)[: MOST_NAMESAKES + 1])
    context = {
        "author": found,
        "paper_count": listing.paper_count,
        **page_of_papers(request, listing.papers),
        "namesakes": namesakes[:MOST_NAMESAKES],
        "has_more_namesakes": len(namesakes) > MOST_NAMESAKES,
    }
    response = render(request, "summaries/author.html", context)
    return last_modified(response, [paper.updated_at for paper in context["page"]])
