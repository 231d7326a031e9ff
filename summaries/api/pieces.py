"""Items of lists as JSON: one piece each, kept for as long as nothing of it is written to.

ninja would look at every member of every item for each answer: ten times what all the rest costs.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Schema
from ninja.responses import NinjaJSONEncoder

from shortsci.kept_pages import fragments
from shortsci.kept_pages.clock import EVERYTHING, pages_of_paper
from summaries.models import Paper, Summary

from .cursors import Order
from .pages import Paging, following
from .schemas import PaperFacts, SummaryHead


@dataclass(frozen=True)
class Kind:
    """What the items of a list are. The list itself asks for the number and `columns` alone."""

    name: str
    shape: type[Schema]
    columns: tuple[str, ...]
    group: Callable[[Any], str]  # of the pages with which a piece is dropped
    whole: Callable[[], QuerySet]

    def items(self, rows: Iterable) -> str:
        """A list in JSON of these rows, in their order."""
        groups = {f"json:{self.name}:{row.pk}": self.group(row) for row in rows}
        pieces = fragments.gathered(groups, self._made)
        return f"[{', '.join(pieces[name] for name in groups if name in pieces)}]"

    def items_of(self, keys: list[int]) -> str:
        """The same where no more than their keys is known."""
        rows = self.whole().filter(pk__in=keys).values_list("pk", *self.columns, named=True)
        by_key = {row.pk: row for row in rows.order_by()}
        return self.items(by_key[key] for key in keys if key in by_key)

    def _made(self, names: list[str]) -> dict[str, str]:
        keys = {int(name.rpartition(":")[2]): name for name in names}
        rows = self.whole().filter(pk__in=list(keys)).order_by()
        return {keys[row.pk]: written(self.shape.from_orm(row).dict()) for row in rows}


def _whole_summaries() -> QuerySet:
    rows = Summary.objects.listed().select_related("author", "paper")
    return rows.defer("body", "body_html", "text", "paper__abstract")


SUMMARIES = Kind(
    "summary",
    SummaryHead,
    ("paper_id",),
    lambda summary: pages_of_paper(summary.paper_id),
    _whole_summaries,
)
PAPERS = Kind("paper", PaperFacts, (), lambda paper: EVERYTHING, Paper.objects.with_head)


def page_of_pieces(
    request: HttpRequest,
    response: HttpResponse,
    rows: QuerySet,
    order: Order,
    paging: Paging,
    kind: Kind,
) -> HttpResponse:
    """One page, as `pages.page_of` gives it."""
    columns = dict.fromkeys(("pk", *kind.columns, *order.names))
    light = rows.values_list(*columns, named=True)
    found, cursor = order.page(light, paging.cursor, paging.limit)
    address = written(following(request, response, cursor))
    return answered(response, items=kind.items(found), next=address)


def answered(response: HttpResponse, **members: str) -> HttpResponse:
    """An object whose members are in JSON already."""
    told = ", ".join(f'"{name}": {member}' for name, member in members.items())
    response.content = f"{{{told}}}"
    return response


def written(value: object) -> str:
    """As ninja writes it."""
    return json.dumps(value, cls=NinjaJSONEncoder)
