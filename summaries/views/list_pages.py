"""Pages of lists. Those of strangers are put together of kept pieces: what a list holds, and what
stands around it.
"""

import hashlib
from collections.abc import Callable

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from shortsci.kept_pages import fragments
from shortsci.kept_pages.clock import LISTS
from summaries.keyset import Keyset

from .entries import Kind
from .freshness import last_modified
from .pages import Page, page_of

HERE = fragments.MARK.format("entries")  # stands in the frame for what the list holds
Told = tuple[QuerySet, Callable[[], dict]]


def list_page(request, template: str, kind: Kind, tell: Callable[[], Told], first=None, **shown):
    """`tell` gives the rows in their order, and what looks up all else that the page shows; what
    `first` gives is the first page without that, or None. `shown` is for each of the rows, too.
    """
    if not _is_put_together(request):
        rows, context = tell()
        page, drawn = kind.page(request, rows, **shown)
        told = {**context(), **shown, "page": page, kind.plural: drawn}
        response = render(request, template, told)
        return last_modified(response, [row.updated_at for row in page])
    page = _page(request, kind, tell, first)
    response = HttpResponse(_put_together(request, template, kind, page, tell))
    return last_modified(response, [row.updated_at for row in page])


def _page(request, kind: Kind, tell, first) -> Page:
    found = first(request) if first else None
    return found or page_of(request, light(kind, tell()[0]), kind.size())


def _is_put_together(request) -> bool:
    """What the site has to say to somebody is no piece of a page for everybody."""
    telling = {settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name}
    return telling.isdisjoint(request.COOKIES) and fragments.are_kept_for(request)


def light(kind: Kind, rows: QuerySet, *columns: str) -> QuerySet:
    """Enough of each to know which one it is, and where the next page begins."""
    keyset = Keyset.of(rows)
    order = [column.name for column in keyset.columns] if keyset else []
    own = [name for name in order if name not in rows.query.annotations]
    return rows.only(*kind.columns, *own, *columns)


def _put_together(request, template: str, kind: Kind, page: Page, tell) -> str:
    frame = _frame_of(request, template, page)
    numbers = {kind.name(row): row.id for row in page}
    groups = {frame: LISTS} | {kind.name(row): kind.group(row) for row in page}

    def draw(missing: list[str]) -> dict[str, str]:
        made = {}
        if frame in missing:
            context = {**tell()[1](), "page": page, kind.plural: [HERE] if page.rows else []}
            made[frame] = render_to_string(template, context, request)
        absent = [numbers[name] for name in missing if name in numbers]
        return made | (kind.drawn_by_name(request, absent) if absent else {})

    pieces = fragments.kept(request, groups, draw)
    return pieces[frame].replace(HERE, "".join(pieces.get(name, "") for name in numbers))


def _frame_of(request, template: str, page: Page) -> str:
    """Named by all of the page that it shows; what `tell` looks up is read when it is drawn."""
    theme = request.COOKIES.get("theme", "")
    shown = template, request.get_full_path(), theme, page.ways, bool(page.rows)
    return f"frame:{hashlib.sha256(repr(shown).encode()).hexdigest()}"
