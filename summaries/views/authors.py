"""The papers of one author."""

from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from summaries.models import Author

from . import listings
from .entries import PAPERS
from .list_pages import list_page

MOST_NAMESAKES = 20


@require_safe
def author(request, slug):
    """One author's papers, newest first."""
    found = [listings.author(request, slug)]
    if found[0].about.slug != slug:
        return redirect(found[0].about, permanent=True)

    def tell():  # once as it was found; what is kept wants another look
        listing = found.pop() if found else listings.author(request, slug)
        return listing.papers, lambda: _head(listing)

    return list_page(request, "summaries/author.html", PAPERS, tell)


def _head(listing) -> dict:
    namesakes = list(Author.objects.named_alike(listing.about)[: MOST_NAMESAKES + 1])
    return {
        "author": listing.about,
        "paper_count": listing.paper_count,
        "namesakes": namesakes[:MOST_NAMESAKES],
        "has_more_namesakes": len(namesakes) > MOST_NAMESAKES,
    }
