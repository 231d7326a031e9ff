"""What lists hold, summaries or papers, and how one of it is drawn."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString

from shortsci.kept_pages import fragments
from shortsci.kept_pages.clock import EVERYTHING, pages_of_paper
from summaries.models import Paper, Summary

from .drawing import drawn
from .pages import Page, page_of

ABOUT = "summaries/_paper_about.html"


@dataclass(frozen=True)
class Kind:
    """Summaries, or papers, in a list."""

    noun: str  # in the template of one
    plural: str  # what the page calls those that are drawn
    template: str
    columns: tuple[str, ...]  # enough to know which one it is, and when it was changed
    group: Callable[[Any], str]  # of kept pages, with which one of it is dropped
    whole: Callable[[Any, Any], Any]  # the rows with all that is drawn of them
    found: Callable[[list[int]], Any]  # rows by their numbers
    size: Callable[[], int]  # of a page

    def page(self, request, rows, **shown) -> tuple[Page, list[str]]:
        """A page of the rows, and what is drawn of it for that reader."""
        page = page_of(request, self.whole(request, rows), self.size())
        told = {str(row.pk): {self.noun: row, **shown} for row in page}
        return page, list(drawn(request, self.template, told).values())

    def name(self, row) -> str:
        """Of the piece that it is kept as; the same in all lists."""
        return f"{self.noun}-in-list:{row.id}"

    def drawn_by_name(self, request, numbers: list[int]) -> dict[str, str]:
        """As strangers see them."""
        rows = self.whole(request, self.found(numbers).order_by())
        return drawn(request, self.template, {self.name(row): {self.noun: row} for row in rows})


def _whole_summaries(request, rows):
    return rows.with_byline().with_vote_of(request.user).with_paper().as_listed()


def about_papers(request, papers) -> dict[int, str]:
    """Where each appeared and who wrote it, drawn: what stands below its title in any list."""

    def draw(missing: list[str]) -> dict[str, str]:
        keys = [pk for pk, name in names.items() if name in missing]
        whole = Paper.objects.filter(pk__in=keys).with_authors().as_found().order_by()
        return drawn(request, ABOUT, {names[row.pk]: {"paper": row} for row in whole})

    names = {paper.pk: f"paper-about:{paper.pk}" for paper in papers}
    pieces = fragments.gathered(dict.fromkeys(names.values(), EVERYTHING), draw)
    # A template made them.
    return {pk: SafeString(pieces.get(name, "")) for pk, name in names.items()}


SUMMARIES = Kind(
    noun="summary",
    plural="entries",
    template="summaries/_summary.html",
    columns=("id", "updated_at", "paper_id"),
    group=lambda row: pages_of_paper(row.paper_id),
    whole=_whole_summaries,
    found=lambda numbers: Summary.objects.listed().filter(pk__in=numbers),
    size=lambda: settings.PAGE_SIZE,
)
PAPERS = Kind(  # no vote and no comment shows there
    noun="paper",
    plural="rows",
    template="summaries/_paper_row.html",
    columns=("id", "updated_at"),
    group=lambda row: EVERYTHING,
    whole=lambda request, rows: rows.with_head().as_row(),
    found=lambda numbers: Paper.objects.filter(pk__in=numbers),
    size=lambda: settings.LIST_SIZE,
)
