"""A page of a discussion: comments as they stand below each other, fifty at a time."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404

from shortsci.numbers import is_number
from summaries.models import Comment, Summary

from .pages import NO_SUCH_PAGE, Page

COMMENTS = 50  # on a page


@dataclass(frozen=True)
class Thread:
    """A first comment with answers below it; `is_continued` from the page before."""

    first: Comment
    answers: list[Comment]
    is_continued: bool


def arranged(above: dict[int, int | None]) -> dict[int, int]:
    """Comment → the first one of its thread, in the order of the page: two levels, each by time.

    `above` has the one that each answers, in time order.
    """
    below: dict[int, list[int]] = {}
    firsts: dict[int, int] = {}  # so that a long chain of answers is climbed once
    for pk in above:
        first = pk
        while first not in firsts and (answered := above[first]) in above:
            first = answered
        first = firsts[pk] = firsts.get(first, first)
        thread = below.setdefault(first, [first])
        if pk != first:
            thread.append(pk)
    return {pk: first for first, thread in below.items() for pk in thread}


def page_of_comments(request, summary: Summary, wanted: Any = None) -> Page:
    """Of threads: the page that `?page=` asks for, or that has the comment that is wanted."""
    above = dict(summary.comments.in_thread_order().values_list("pk", "parent_id"))
    firsts = arranged(above)
    places = list(firsts)
    number = _number(request, places, wanted)
    start = (number - 1) * COMMENTS
    shown = places[start : start + COMMENTS]
    if not shown and number > 1:
        raise Http404(NO_SUCH_PAGE)
    has_next = len(places) > start + COMMENTS
    answered = {above[pk] for pk in shown} & above.keys()
    rows = summary.comments.with_author().in_bulk(
        {*shown, *answered, *(firsts[pk] for pk in shown)}
    )
    return Page(number, _threads(summary, rows, shown, firsts), has_next, number > 1)


def _number(request, places: list[int], wanted: Any) -> int:
    """A comment that is not there is on no page; one that is wanted for an answer need not be."""
    asked = request.GET.get("page", "")
    if asked:
        if not is_number(asked, digits=5) or asked == "0":
            raise Http404(NO_SUCH_PAGE)
        return int(asked)
    by_name = {str(pk): place for place, pk in enumerate(places)}
    if "comment" in request.GET:
        wanted = request.GET["comment"]
        if wanted not in by_name:
            raise Http404("This comment is not here.")
    return by_name.get(str(wanted), 0) // COMMENTS + 1


def _threads(summary: Summary, rows: dict, shown: list[int], firsts: dict) -> list[Thread]:
    """Among the rows are the comments that are answered, which may be on the page before."""
    here = set(shown)
    for pk, row in rows.items():
        row.summary, row.is_here = summary, pk in here
        row.answered = rows.get(row.parent_id)
    answers: dict[int, list[Comment]] = {firsts[pk]: [] for pk in shown}
    for pk in shown:
        if pk != firsts[pk]:
            answers[firsts[pk]].append(rows[pk])
    return [Thread(rows[pk], below, pk not in here) for pk, below in answers.items()]


def comments_of(page: Page) -> list[Comment]:
    """Those that the page shows, in order."""
    return [
        comment
        for thread in page
        for comment in ([] if thread.is_continued else [thread.first]) + thread.answers
    ]
