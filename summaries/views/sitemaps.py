"""Sitemaps: an index of slices, each of at most so many addresses, cut by the rows' own numbers.

Django's own sitemaps cut by OFFSET, which reads all that comes before.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.standing import NEW_FOR
from summaries.feeds import CleanXML
from summaries.models import Author, Keyword, Paper, Summary, Venue

from .freshness import last_modified

SIZE = 10_000  # rows of a slice; the protocol allows five times as many
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


class Room(NamedTuple):
    """One kind of page: its rows, what stands in their addresses, and when one changed."""

    rows: Callable[[], QuerySet]
    address: str
    changed: str = ""


def _known(prefix: str = "") -> Q:
    """People whose pages do not keep robots out; a newcomer whose posts stand waits here, too."""
    since = timezone.now() - NEW_FOR
    return Q(**{f"{prefix}verified_at__isnull": False, f"{prefix}date_joined__lte": since})


def _summaries() -> QuerySet:
    """Those that `keeps_robots_out` lets in."""
    is_old = Q(published_at__lte=timezone.now() - NEW_FOR)
    signed = Q(is_anonymous=False) & (Q(author=None) | _known("author__"))
    return Summary.objects.listed().filter(signed | Q(is_anonymous=True) & is_old)


def _people() -> QuerySet:
    people = get_user_model().objects.filter(_known())
    return people.filter(is_active=True, summary_count__gt=0)


def _papers() -> QuerySet:
    return Paper.objects.filter(summary_count__gt=0)


def _with_papers(model, relation: str) -> QuerySet:
    """Those of whose papers one is summarised: pages of nothing else help nobody."""
    return model.objects.filter(Exists(_papers().filter(**{relation: OuterRef("pk")})))


ROOMS = {
    "papers": Room(_papers, "key", "updated_at"),
    "summaries": Room(_summaries, "pk", "updated_at"),
    "venues": Room(lambda: _with_papers(Venue, "venue"), "key"),
    "authors": Room(lambda: _with_papers(Author, "authors"), "slug"),
    "keywords": Room(lambda: _with_papers(Keyword, "keywords"), "name"),
    "people": Room(_people, "username"),
}


@require_safe
def index(request):
    """Where the slices are; one without rows is not named."""
    entries = [
        (f"{settings.SITE_URL}{reverse('summaries:sitemap', args=[name, number])}", changed)
        for name in ROOMS
        for number, changed in _slices(name)
    ]
    return _answer("sitemapindex", "sitemap", entries)


def _slices(name: str) -> Iterator[tuple[int, datetime | None]]:
    room = ROOMS[name]
    rows = room.rows().order_by().annotate(slice=F("pk") / SIZE).values("slice").order_by("slice")
    if room.changed:
        yield from rows.annotate(changed=Max(room.changed)).values_list("slice", "changed")
    else:
        yield from ((number, None) for number in rows.distinct().values_list("slice", flat=True))


@require_safe
def sitemap(request, room, number):
    """The pages of one kind whose rows have numbers of that slice."""
    if room not in ROOMS or number > 10**12:
        raise Http404("There is no such sitemap.")
    kind, first = ROOMS[room], number * SIZE
    rows = kind.rows().filter(pk__gte=first, pk__lt=first + SIZE).order_by("pk")
    columns = [kind.address, *filter(None, [kind.changed])]
    entries = [
        (settings.SITE_URL + row.get_absolute_url(), getattr(row, kind.changed or "", None))
        for row in rows.only(*columns)
    ]
    if not entries:
        raise Http404("There is no such sitemap.")
    return _answer("urlset", "url", entries)


def _answer(root: str, child: str, entries: list[tuple[str, datetime | None]]) -> HttpResponse:
    response = HttpResponse(content_type="application/xml; charset=utf-8")
    handler = CleanXML(response, "utf-8", short_empty_elements=True)
    handler.startDocument()
    handler.startElement(root, {"xmlns": NAMESPACE})
    for address, changed in entries:
        handler.startElement(child, {})
        handler.addQuickElement("loc", address)
        if changed:
            handler.addQuickElement("lastmod", changed.isoformat(timespec="seconds"))
        handler.endElement(child)
    handler.endElement(root)
    return last_modified(response, [changed for _, changed in entries])
