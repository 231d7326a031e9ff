"""One paper and what people say about it."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from shortsci.kept_pages.clock import pages_of_paper
from shortsci.kept_pages.remembering import remembered
from summaries.citing import of_paper, signposts
from summaries.models import Paper
from summaries.readers import plot
from summaries.related import related_to
from summaries.writing import own_summary

from .freshness import last_modified
from .mentions import FEW, mentions_of
from .pages import page_of
from .unknown import known_as_or_404

SUMMARIES = 10  # on a page


@require_safe
def paper(request, key):
    """The paper's page. An alias leads to it; an unknown key is a 404 that offers a way on."""
    found = (
        Paper.objects.visible_to(request.user)
        .with_head()
        .with_marks_of(request.user)
        .filter(key=key)
        .first()
    )
    if found is None:
        return _redirect_or_404(key)
    summaries = (
        found.summaries.visible_to(request.user)
        .listed()
        .with_byline()
        .with_vote_of(request.user)
        .as_shown()
        .best_first()
    )
    page = page_of(request, summaries, SUMMARIES)
    for summary in page:
        summary.paper = found
    context = {
        "paper": found,
        "page": page,
        "mine": own_summary(found, request.user),
        "plot": plot(request, found.daily_readers.filter(summary=None)),
        "related": remembered(f"related to {found.pk}", lambda: related_to(found)),
        "mentions": mentions_of(found)[:FEW],
    }
    response = render(request, "summaries/paper.html", context)
    response.headers["Surrogate-Key"] = pages_of_paper(found.pk)
    response.headers["Link"] = signposts(found, of_paper(found), page)
    shown = [found, *page, *context["mentions"], *(other.paper for other in context["related"])]
    return last_modified(response, [row.updated_at for row in shown])


def _redirect_or_404(key: str):
    return redirect(known_as_or_404(key), permanent=True)
