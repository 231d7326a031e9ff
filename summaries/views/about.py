"""About the site, how to write, and whether it is well."""

from functools import cache

from django.db import DatabaseError, connection
from django.db.models import Count, Max
from django.http import HttpResponse
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
def writing(request):
    """Every feature of the markup, beside what it becomes."""
    context = {"specimens": rendered_specimens(VERSION)}
    return last_modified(render_page(request, "summaries/writing.html", context), [])


@cache
def rendered_specimens(version: int) -> list[tuple[str, str, str]]:
    """Title, source and HTML of each, as that version of the renderer makes it."""
    return [(title, source, render(source, under=2).html) for title, source in SPECIMENS]


@require_safe
def favicon(request):
    """Browsers that overlook the page's own link ask here."""
    return redirect(static("img/icon.svg"))


@require_safe
def healthz(request):
    """200 when the database answers, 503 when it does not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        response = HttpResponse("The database does not answer.", status=503)
    else:
        response = HttpResponse("ok")
    response.headers["Content-Type"] = "text/plain; charset=utf-8"
    response.headers["Cache-Control"] = "no-store"
    return response
