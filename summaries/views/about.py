"""About the site, and how to write."""

from functools import cache

from django.conf import settings
from django.db.models import Count, Max
from django.shortcuts import redirect
from django.shortcuts import render as render_page
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from shortsci.kept_pages.remembering import remembered
from summaries.models import Paper, Summary
from summaries.rendering import VERSION, render
from summaries.specimen import SPECIMENS

from .freshness import last_modified


@require_safe
def about(request):
    counts = remembered("site", _counts)
    response = render_page(request, "summaries/about.html", counts)
    return last_modified(response, [counts["changed_at"]])


def _counts() -> dict:
    papers = Paper.objects.filter(summary_count__gt=0)
    counts = papers.aggregate(paper_count=Count("pk"), changed_at=Max("updated_at"))
    return {"summary_count": Summary.objects.listed().count(), **counts}


@require_safe
def privacy(request):
    """What is kept of people; `manage.py forget` keeps what it says."""
    context = {"session_days": settings.SESSION_COOKIE_AGE // (24 * 3600)}
    return last_modified(render_page(request, "summaries/privacy.html", context), [])


@require_safe
def writing(request):
    """Every feature of the markup, beside what it becomes."""
    context = {"specimens": rendered_specimens(VERSION)}
    return last_modified(render_page(request, "summaries/writing.html", context), [])


@require_safe
def rules(request):
    """What is allowed, what happens to a report, how to object."""
    return last_modified(render_page(request, "summaries/rules.html"), [])


@cache
def rendered_specimens(version: int) -> list[tuple[str, str, str]]:
    """Title, source and HTML of each, as that version of the renderer makes it."""
    return [(title, source, render(source, under=2).html) for title, source in SPECIMENS]


@require_safe
def favicon(request):
    """Browsers that overlook the page's own link ask here."""
    return redirect(static("img/icon.svg"))
