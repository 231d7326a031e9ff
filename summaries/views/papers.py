"""One paper and what people say about it."""

from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from shortsci.kept_pages import fragments
from shortsci.kept_pages.clock import pages_of_paper
from shortsci.kept_pages.remembering import remembered
from summaries.citing import of_paper, signposts
from summaries.models import Paper
from summaries.readers import plot
from summaries.related import related_to
from summaries.writing import own_summary

from .drawing import Parts, page_of_parts, parts_of
from .freshness import modified
from .mentions import FEW, mentions_of
from .pages import page_of
from .unknown import known_as_or_404

SUMMARIES = 10  # on a page


@require_safe
def paper(request, key):
    """The paper's page. An alias leads to it; an unknown key is a 404 that offers a way on."""
    rows = Paper.objects.visible_to(request.user).filter(key=key)
    whole = rows.with_head().with_marks_of(request.user).as_shown()
    is_kept = fragments.are_kept_for(request)
    found = (rows.only("key") if is_kept else whole).first()
    if found is None:
        return redirect(known_as_or_404(key), permanent=True)
    group = pages_of_paper(found.pk)

    def make() -> Parts:
        return _parts(request, get_object_or_404(whole) if is_kept else found)

    parts = parts_of(request, f"paper:{found.pk}", group, make)
    return page_of_parts(request, parts, group)


def _parts(request, found: Paper) -> Parts:
    page = _summaries(request, found)
    related = remembered(f"related to {found.pk}", lambda: related_to(found))
    mentions = list(mentions_of(found)[:FEW])
    context = {
        "paper": found,
        "page": page,
        "mine": own_summary(found, request.user),
        "plot": plot(request, found.daily_readers.filter(summary=None)),
        "related": related,
        "mentions": mentions,
    }
    shown = [found, *page, *mentions, *(other.paper for other in related)]
    return Parts(
        head=render_to_string("summaries/_paper_machines.html", context, request),
        main=render_to_string("summaries/_paper_main.html", context, request),
        modified=modified([row.updated_at for row in shown]),
        link=signposts(found, of_paper(found), page),
    )


def _summaries(request, found: Paper):
    """A page of those that anybody may read, the best first."""
    rows = found.summaries.visible_to(request.user).listed().with_byline()
    page = page_of(request, rows.with_vote_of(request.user).as_shown().best_first(), SUMMARIES)
    for summary in page:
        summary.paper = found
    return page
