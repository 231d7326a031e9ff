"""The feed, and a summary by chance."""

import secrets

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from summaries.models import Summary
from summaries.sections import BY_SLUG

from .freshness import last_modified
from .pages import page_of

TABS = {
    "hot": ("Hot", Summary.objects.hottest_first),
    "recent": ("Recent", Summary.objects.recent_first),
    "best": ("Best", Summary.objects.best_first),
    "read": ("Most read", Summary.objects.most_read_first),
}


@require_safe
def home(request):
    """The feed; a tab or a section that does not exist shows the default one."""
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS else "hot"
    section = BY_SLUG.get(request.GET.get("section", ""))
    rows = TABS[tab][1]().listed().with_byline().with_paper()
    if section:
        rows = rows.in_section(section.slug)
    page = page_of(request, rows, settings.PAGE_SIZE)
    context = {
        "page": page,
        "tab": tab,
        "tabs": [(name, title) for name, (title, _) in TABS.items()],
        "section": section,
    }
    response = render(request, "summaries/home.html", context)
    return last_modified(response, [summary.updated_at for summary in page])


@require_safe
def random(request):
    """Lead to one public summary; each is as likely as any other."""
    listed = Summary.objects.listed().order_by("pk")
    count = listed.count()
    if not count:
        raise Http404("There is no public summary yet.")
    response = redirect(listed[secrets.randbelow(count)])
    response.headers["Cache-Control"] = "no-store"
    return response
