"""The feed, and a summary by chance."""

from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from accounts.visits import last_visit_at
from summaries.models import Summary

from . import first_pages, listings
from .entries import SUMMARIES
from .list_pages import list_page

FOLLOWING = "following"  # a tab for those who are logged in


@require_safe
def home(request):
    """The feed; a tab or a section that does not exist shows the default one."""
    tabs = _tabs(request.user)

    def tell():
        return listings.home(request, tabs).summaries, lambda: {
            "tab": listings.asked_tab(request, tabs),
            "tabs": [(name, title) for name, (title, _) in tabs.items()],
            "section": listings.asked_section(request),
        }

    return list_page(
        request,
        "summaries/home.html",
        SUMMARIES,
        tell,
        first_pages.home(request),
        **_news(request.user),
    )


def _tabs(user) -> dict:
    if not user.is_authenticated:
        return listings.TABS
    followed = Summary.objects.followed_by(user).not_by(user).recent_first
    return listings.TABS | {FOLLOWING: ("Following", followed)}


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
    found = Summary.objects.listed().any()
    if not found:
        raise Http404("There is no public summary yet.")
    response = redirect(found)
    response.headers["Cache-Control"] = "no-store"
    return response
