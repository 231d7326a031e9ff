"""How to look for the texts of a section: along the order that is asked for, or all of them."""

from django.conf import settings

from shortsci.kept_pages.clock import unheard
from shortsci.kept_pages.store import store
from summaries.models import Summary
from summaries.models.listing import SummaryQuerySet
from summaries.sections import BY_SLUG

MANY = 200  # texts; a page is found sooner among all texts then
HOUR = 3600


def in_section(rows: SummaryQuerySet, slug: str) -> SummaryQuerySet:
    """The texts of a section, in the way that suits how many there are."""
    return rows.along_section(slug) if _has_many(slug) else rows.in_section(slug)


def _has_many(slug: str) -> bool:
    """Looked up once an hour: a wrong answer takes longer, and changes nothing else.

    A site without a shared cache has few texts of anything.
    """
    if not settings.PAGE_CACHE_SECONDS or slug not in BY_SLUG:
        return False
    with unheard():
        key = f"pages:many-texts:{slug}"
        return bool(store.get_or_set(key, lambda: _count(slug) >= MANY, HOUR))
    return False


def _count(slug: str) -> int:
    return Summary.objects.listed().in_section(slug).order_by().values("pk")[:MANY].count()
