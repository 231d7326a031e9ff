"""RSS under the old site's addresses: readers poll them, and few follow a redirect."""

from html import escape

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from summaries.feeds import Rss
from summaries.models import Summary
from summaries.rendering import absolute
from summaries.templatetags.display import excerpt

from .freshness import last_modified

NEWEST = 20
ALL = 500  # as much as a reader takes in one answer
EXCERPT = 500  # characters


@require_safe
def rss(request):
    """The newest, as excerpts."""
    return _answer(request, NEWEST, is_full=False)


@require_safe
def rss_all(request):
    """Far back, as excerpts."""
    return _answer(request, ALL, is_full=False)


@require_safe
def rss_full(request):
    """The newest, with their whole text."""
    return _answer(request, NEWEST, is_full=True)


def _answer(request, most: int, *, is_full: bool) -> HttpResponse:
    rows = Summary.objects.listed().recent_first().select_related("author")
    rows = rows.defer("body", *([] if is_full else ["body_html"]))
    summaries = list(rows.select_related("paper").prefetch_related("paper__identifiers")[:most])
    feed = Rss(
        title=settings.SITE_NAME,
        link=f"{settings.SITE_URL}/",
        description="The newest summaries of research papers.",
        feed_url=settings.SITE_URL + request.path,
    )
    for summary in summaries:
        feed.add_item(**_item(summary, is_full=is_full))
    response = HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
    return last_modified(response, [summary.updated_at for summary in summaries])


def _item(summary: Summary, *, is_full: bool) -> dict:
    url = settings.SITE_URL + summary.get_absolute_url()
    return {
        "title": summary.paper.shown_title,
        "link": url,
        "unique_id": url,
        "unique_id_is_permalink": True,
        "description": _whole(summary, url) if is_full else _excerpt(summary),
        "author_name": summary.byline,
        "pubdate": summary.published_at,
        "extra": _old_elements(summary),
    }


def _whole(summary: Summary, url: str) -> str:
    return absolute(summary.body_html, settings.SITE_URL, url)


def _excerpt(summary: Summary) -> str:
    return escape(excerpt(summary.text, EXCERPT))


def _old_elements(summary: Summary) -> dict[str, str]:
    """By the names that the old site's feeds have used."""
    names = summary.paper.identifiers.all()
    arxiv = next((name.value for name in names if name.scheme == "arxiv"), "")
    shown = {"arxivid": arxiv, "bibtexkey": summary.paper.key, "votes": str(summary.score)}
    return {name: text for name, text in shown.items() if text}
