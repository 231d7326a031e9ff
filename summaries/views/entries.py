"""What lists hold, summaries or papers: drawn, or for strangers pieces from the cache."""

from django.conf import settings
from django.utils.safestring import mark_safe

from shortsci.kept_pages import fragments
from shortsci.kept_pages.clock import EVERYTHING, pages_of_paper
from summaries.models import Paper, Summary

from .drawing import drawn
from .pages import page_of

# Enough to know which entry it is, and where the next page begins.
HEAD = ("paper_id", "updated_at", "hot", "quality", "published_at", "readers_of_week")
ENTRY, ROW = "summaries/_summary.html", "summaries/_paper_row.html"
ABOUT = "summaries/_paper_about.html"


def page_of_entries(request, summaries, **shown) -> dict:
    """`page`, and its `entries`, drawn; `shown` may be `last_visit_at`, of who is known."""
    if not fragments.are_kept_for(request):
        page = page_of(request, _whole(request, summaries), settings.PAGE_SIZE)
        told = {row.pk: {"summary": row, **shown} for row in page}
        return {"page": page, "entries": drawn(request, ENTRY, told).values()}
    page = page_of(request, summaries.only(*HEAD), settings.PAGE_SIZE)

    def draw(missing: list[str]) -> dict[str, str]:
        keys = [pk for pk, name in names.items() if name in missing]
        whole = _whole(request, Summary.objects.listed().filter(pk__in=keys))
        rows = {names[row.pk]: {"summary": row} for row in whole.order_by()}
        return drawn(request, ENTRY, rows)

    names = {summary.pk: f"entry:{summary.pk}" for summary in page}
    groups = {names[summary.pk]: pages_of_paper(summary.paper_id) for summary in page}
    pieces = fragments.kept(request, groups, draw)
    return {"page": page, "entries": [pieces[name] for name in groups if name in pieces]}


def page_of_papers(request, papers) -> dict:
    """`page`, and its `rows`, drawn: no vote and no comment shows there."""
    if not fragments.are_kept_for(request):
        page = page_of(request, papers.with_head().as_row(), settings.LIST_SIZE)
        told = {row.pk: {"paper": row} for row in page}
        return {"page": page, "rows": drawn(request, ROW, told).values()}
    page = page_of(request, papers.as_place(), settings.LIST_SIZE)

    def draw(missing: list[str]) -> dict[str, str]:
        keys = [pk for pk, name in names.items() if name in missing]
        whole = Paper.objects.filter(pk__in=keys).with_head().as_row()
        return drawn(request, ROW, {names[row.pk]: {"paper": row} for row in whole})

    names = {paper.pk: f"paper-row:{paper.pk}" for paper in page}
    pieces = fragments.kept(request, dict.fromkeys(names.values(), EVERYTHING), draw)
    return {"page": page, "rows": [pieces[name] for name in names.values() if name in pieces]}


def about_papers(request, papers) -> dict[int, str]:
    """Where each appeared and who wrote it, drawn: what stands below its title in any list."""

    def draw(missing: list[str]) -> dict[str, str]:
        keys = [pk for pk, name in names.items() if name in missing]
        whole = Paper.objects.filter(pk__in=keys).with_authors().as_found().order_by()
        return drawn(request, ABOUT, {names[row.pk]: {"paper": row} for row in whole})

    names = {paper.pk: f"paper-about:{paper.pk}" for paper in papers}
    pieces = fragments.gathered(dict.fromkeys(names.values(), EVERYTHING), draw)
    return {pk: mark_safe(pieces.get(name, "")) for pk, name in names.items()}  # noqa: S308


def _whole(request, summaries):
    return summaries.with_byline().with_vote_of(request.user).with_paper().as_listed()
