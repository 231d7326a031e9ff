"""Feeds: one below each list, the old site's, and a page that leads to all of them."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from shortsci.kept_pages import fragments
from shortsci.kept_pages.clock import pages_of_paper
from summaries.feeds import Atom, entry_of, entry_of_comment, permanent_id
from summaries.models import Summary

from . import first_pages, listings
from .entries import SUMMARIES
from .freshness import last_modified
from .list_pages import light
from .listings import ENTRIES, Listing
from .pages import Page, page_of


@require_safe
def feed(request, listing, **where):
    """The summaries of a list; `listing` is one of the functions of views.listings."""
    found = listing(request, **where)
    is_kept = fragments.are_kept_for(request)
    page = first_pages.atom(request) if is_kept and listing is listings.home else None
    if page is None:
        look = _light if is_kept else _whole
        page = page_of(request, look(found.summaries), ENTRIES)
    entries = _kept(request, page) if is_kept else _written(page)
    atom = _feed(found, page)
    for summary, xml in zip(page, entries, strict=True):
        atom.add_written(xml, summary.edited_at or summary.published_at)
    return _answer(atom, page)


def _light(summaries):
    return light(SUMMARIES, summaries, *first_pages.DATES)


def _whole(summaries):
    return summaries.select_related("author").as_shown().with_paper()


def _written(rows) -> list[str]:
    """Each entry as XML, which is the same in every feed."""
    return [Atom.written(entry_of(row)) for row in rows]


def _kept(request, page: Page) -> list[str]:
    """The same, as far as they are in the cache."""
    names = {row.id: f"atom:{row.id}" for row in page}

    def write(missing: list[str]) -> dict[str, str]:
        keys = [pk for pk, name in names.items() if name in missing]
        rows = list(_whole(Summary.objects.listed().filter(pk__in=keys).order_by()))
        return dict(zip([names[row.pk] for row in rows], _written(rows), strict=True))

    groups = {names[row.id]: pages_of_paper(row.paper_id) for row in page}
    pieces = fragments.kept(request, groups, write)
    return [pieces.get(name, "") for name in names.values()]


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
    atom = _feed(found, page, link=settings.SITE_URL + summary.get_absolute_url())
    for comment in page:
        atom.add_written(
            Atom.written(entry_of_comment(comment)), comment.edited_at or comment.created_at
        )
    return _answer(atom, page)


def _feed(found: Listing, page: Page, link: str = "") -> Atom:
    return Atom(
        title=f"{found.title} · {settings.SITE_NAME}",
        link=link or found.url,
        description=None,
        feed_url=_address(found, page.here),
        feed_guid=permanent_id(found.beside("feed.atom").removeprefix(f"{settings.SITE_URL}/")),
        links=_ways(found, page),
    )


def _answer(atom: Atom, page: Page) -> HttpResponse:
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
