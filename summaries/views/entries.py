"""The entries of a list of summaries: whole rows, or for strangers pieces from the cache."""

from django.conf import settings
from django.template.loader import render_to_string

from shortsci.kept_pages import fragments
from shortsci.kept_pages.clock import pages_of_paper

from .pages import page_of

# Enough to know which entry it is, and where the next page begins.
HEAD = ("paper_id", "updated_at", "hot", "quality", "published_at", "readers_of_week")


def page_of_entries(request, summaries) -> dict:
    """`page`, and `entries` where they are drawn already."""
    whole = summaries.with_byline().with_vote_of(request.user).with_paper().as_listed()
    if not fragments.are_kept_for(request):
        return {"page": page_of(request, whole, settings.PAGE_SIZE)}
    page = page_of(request, summaries.only(*HEAD), settings.PAGE_SIZE)

    def draw(keys: list[int]) -> dict[int, str]:
        rows = whole.order_by().filter(pk__in=keys)
        return {
            row.pk: render_to_string("summaries/_summary.html", {"summary": row}, request)
            for row in rows
        }

    groups = {summary.pk: pages_of_paper(summary.paper_id) for summary in page}
    return {"page": page, "entries": fragments.kept(request, groups, draw)}
