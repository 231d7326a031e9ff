"""The few values that base.html needs on every page."""

from django.conf import settings

from summaries.models import Bookmark, Vote
from summaries.sections import SECTIONS

THEMES = ("light", "dark")


def site(request):
    theme = request.COOKIES.get("theme", "")
    return {
        "SITE_NAME": settings.SITE_NAME,
        "SITE_URL": settings.SITE_URL,
        "HOT_WINDOW_DAYS": f"{settings.HOT_WINDOW_DAYS:g}",
        "canonical_url": settings.SITE_URL + request.path,
        "sections": SECTIONS,
        "VOTE_REASONS": Vote.Reason.choices,
        "BOOKMARK_STATES": Bookmark.State.choices,
        "theme": theme if theme in THEMES else "",
    }
