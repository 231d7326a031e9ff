"""The papers of one author."""

from django.conf import settings
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from summaries.models import Author, Follow

from .freshness import last_modified
from .pages import page_of


@require_safe
def author(request, slug):
    """One author's papers, newest first."""
    is_followed = Follow.objects.is_followed(request.user, "author")
    found = get_object_or_404(Author.objects.annotate(is_followed=is_followed), slug=slug)
    page = page_of(request, found.papers.with_head().newest_first(), settings.LIST_SIZE)
    context = {"author": found, "paper_count": found.papers.count(), "page": page}
    response = render(request, "summaries/author.html", context)
    return last_modified(response, [paper.updated_at for paper in page])
