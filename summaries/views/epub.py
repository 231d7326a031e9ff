"""A list as a book."""

from django.http import HttpResponse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from shortsci.limits import limit
from summaries.epub import book

from .freshness import last_modified

MOST = 200  # summaries


@require_safe
def epub(request, listing, **where):
    """The first summaries of a list, as many as one reads."""
    if refused := limit(request, "epub"):
        return refused
    found = listing(request, **where)
    summaries = list(found.summaries.select_related("author").defer("body").with_paper()[:MOST])
    path = found.beside("book.epub").split("/", 3)[3]
    content = book(found.title, found.url, path, summaries)
    response = HttpResponse(content, content_type="application/epub+zip")
    name = slugify(found.title)[:80] or "summaries"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.epub"'
    return last_modified(response, [summary.updated_at for summary in summaries])
