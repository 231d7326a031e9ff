"""The feed, and a summary by chance."""

import secrets

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.visits import last_visit_at
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


FOLLOWING = "following"  # a tab for those who are logged in


@require_safe
def home(request):
    """The feed; a tab or a section that does not exist shows the default one."""
    tabs = _tabs(request.user)
    tab = request.GET.get("tab", "")
    tab = tab if tab in tabs else "hot"
    section = BY_SLUG.get(request.GET.get("section", ""))
    rows = tabs[tab][1]().listed().with_byline().with_vote_of(request.user).with_paper()
    if section:
        rows = rows.in_section(section.slug)
    page = page_of(request, rows, settings.PAGE_SIZE)
    context = {
        "page": page,
        "tab": tab,
        "tabs": [(name, title) for name, (title, _) in tabs.items()],
        "section": section,
    }
    context |= _news(request.user)
    response = render(request, "summaries/home.html", context)
    return last_modified(response, [summary.updated_at for summary in page])


def _tabs(user) -> dict:
    if not user.is_authenticated:
        return TABS
    followed = Summary.objects.followed_by(user).not_by(user).recent_first
    return TABS | {FOLLOWING: ("Following", followed)}


def _news(user) -> dict:
    """What is new since the last visit of those who have been here before."""
    since = last_visit_at(user) if user.is_authenticated else None
    if since is None:
        return {}
    new = Summary.objects.listed().not_by(user).filter(published_at__gt=since)
    return {"last_visit_at": since, "new_count": new.count()}


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
