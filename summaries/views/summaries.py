"""One summary: its permalink, its source, its history."""

from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from shortsci.kept_pages import fragments
from shortsci.kept_pages.clock import pages_of_paper
from shortsci.prepared import Prepared
from summaries.difference import difference
from summaries.keyset import MOST
from summaries.models import Summary

from .discussion import discussion_page, discussion_parts
from .drawing import Parts, page_of_parts, parts_of
from .freshness import last_modified
from .pages import page_of

REVISIONS = 100  # on a page
PAPER_OF = Prepared(lambda pk: Summary.objects.listed().filter(pk=pk).values_list("paper"))


def _visible(request, pk: int) -> Summary:
    rows = (
        Summary.objects.visible_to(request.user)
        .with_byline()
        .with_vote_of(request.user)
        .with_paper()
        .select_related("carried_votes")
    )
    return get_object_or_404(rows, pk=pk)


@require_safe
def summary(request, pk):
    """The permalink, with the comments."""
    if request.htmx or not fragments.are_kept_for(request):
        return discussion_page(request, _visible(request, pk))
    rows = PAPER_OF.rows(pk) if pk <= MOST else []
    if not rows:
        raise Http404("This summary is not here.")
    group = pages_of_paper(rows[0][0])
    make = partial(_parts, request, pk)
    return page_of_parts(request, parts_of(request, f"summary:{pk}", group, make), group)


def _parts(request, pk: int) -> Parts:
    return discussion_parts(request, _visible(request, pk))


@require_safe
def source(request, pk):
    """The text as it was written."""
    found = _visible(request, pk)
    context = {"summary": found, "paper": found.paper}
    return last_modified(render(request, "summaries/source.html", context), [found.updated_at])


@require_safe
def history(request, pk):
    """All versions, and the difference between two of them: `?from=1&to=3`."""
    found = _visible(request, pk)
    shown = found.revisions.visible_to(request.user, found)
    newest_first = shown.order_by("-number")
    page = page_of(request, newest_first.defer("body"), REVISIONS)
    older, newer = _chosen(request, list(newest_first.values_list("number", flat=True)))
    bodies = dict(
        shown.filter(number__in=[older, newer], redacted_at=None).values_list("number", "body")
    )
    context = {
        "summary": found,
        "paper": found.paper,
        "page": page,
        "older": older,
        "newer": newer,
        "changes": difference(bodies.get(older, ""), bodies.get(newer, "")),
    }
    return last_modified(render(request, "summaries/history.html", context), [found.updated_at])


def _chosen(request, numbers: list[int]) -> tuple[int, int]:
    """The two versions asked for; by default the last two. Http404 for one that is not there."""
    known = {str(number): number for number in numbers}
    newest = max(numbers, default=0)
    try:
        newer = known[request.GET["to"]] if "to" in request.GET else newest
        before = max((number for number in numbers if number < newer), default=0)
        older = known[request.GET["from"]] if "from" in request.GET else before
    except KeyError as error:
        raise Http404("There is no such version.") from error
    return older, newer
