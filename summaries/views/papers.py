"""One paper and what people say about it."""

from functools import partial

from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from shortsci.kept_pages import fragments
from shortsci.kept_pages.clock import pages_of_paper
from shortsci.kept_pages.remembering import remembered
from shortsci.prepared import Prepared
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
NUMBER_OF = Prepared(lambda key: Paper.objects.filter(key=key).values_list("pk"))


@require_safe
def paper(request, key):
    """The paper's page. An alias leads to it; an unknown key is a 404 that offers a way on."""
    is_kept = fragments.are_kept_for(request)
    found = None if is_kept else _whole(request.user, key=key).first()
    numbers = [number for (number,) in NUMBER_OF.rows(key)] if is_kept else []
    if not (found or numbers):
        return redirect(known_as_or_404(key), permanent=True)
    if found:
        return page_of_parts(request, _parts(request, found), pages_of_paper(found.pk))
    group, make = pages_of_paper(numbers[0]), partial(_parts_of, request, pk=numbers[0])
    return page_of_parts(request, parts_of(request, f"paper:{numbers[0]}", group, make), group)


def _whole(user, **which):
    rows = Paper.objects.visible_to(user).filter(**which)
    return rows.with_head().with_marks_of(user).as_shown()


def _parts_of(request, **which) -> Parts:
    return _parts(request, get_object_or_404(_whole(request.user, **which)))


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
