"""Feeds: one below each list, the old site's, and a page that leads to all of them."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from summaries.feeds import Atom, entry_of, entry_of_comment, permanent_id
from summaries.models import Summary

from .freshness import last_modified
from .listings import Listing
from .pages import Page, page_of

ENTRIES = 20  # on a page of a feed


@require_safe
def feed(request, listing, **where):
    """The summaries of a list; `listing` is one of the functions of views.listings."""
    found = listing(request, **where)
    page = page_of(
        request, found.summaries.select_related("author").defer("body").with_paper(), ENTRIES
    )
    entries = [entry_of(summary) for summary in page]
    return _answer(found, page, entries)


@require_safe
def comments(request, pk):
    """What people answer to one summary, the newest first."""
    rows = Summary.objects.listed().select_related("author", "paper")
    summary = get_object_or_404(rows, pk=pk)
    told = summary.comments.visible().select_related("author").order_by("-created_at", "-pk")
    page = page_of(request, told, ENTRIES)
    for comment in page:
        comment.summary = summary
    title = f"Comments on the summary of “{summary.paper.shown_title}” by {summary.byline}"
    found = Listing(title, f"{summary.get_absolute_url()}comments/", Summary.objects.none())
    entries = [entry_of_comment(comment) for comment in page]
    return _answer(found, page, entries, link=settings.SITE_URL + summary.get_absolute_url())


def _answer(found: Listing, page: Page, entries: list[dict], link: str = "") -> HttpResponse:
    atom = Atom(
        title=f"{found.title} · {settings.SITE_NAME}",
        link=link or found.url,
        description=None,
        feed_url=_address(found, page.here),
        feed_guid=permanent_id(found.beside("feed.atom").removeprefix(f"{settings.SITE_URL}/")),
        links=_ways(found, page),
    )
    for entry in entries:
        atom.add_item(**entry)
    response = HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)
    return last_modified(response, [row.updated_at for row in page])


def _ways(found: Listing, page: Page) -> list[dict[str, str]]:
    """The links of a paged feed."""
    ways = {"first": {}, **page.ways}
    return [{"rel": rel, "href": _address(found, chosen)} for rel, chosen in ways.items()]


def _address(found: Listing, chosen: dict) -> str:
    told = {name: value for name, value in chosen.items() if value}
    return found.beside("feed.atom", **told)


@require_safe
def feeds(request):
    """Every kind of feed, with those that have one address spelt out."""
    return last_modified(render(request, "summaries/feeds.html"), [])
