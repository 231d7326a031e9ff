"""Papers that a person keeps: to read, read, liked."""

from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from shortsci.limits import limit
from summaries.forms.discussion import BookmarkForm
from summaries.models import Bookmark, Paper

from . import listings
from .access import log_in_first, way_back
from .entries import PAPERS
from .errors import bad_request


@require_POST
def bookmark(request, key):
    """Keep a paper in one of the three states, or with "none" no more."""
    rows = Paper.objects.visible_to(request.user).with_marks_of(request.user)
    found = get_object_or_404(rows, key=key)
    back_to = way_back(request, found.get_absolute_url())
    if not request.user.is_authenticated:
        return log_in_first(request, back_to)
    form = BookmarkForm(request.POST)
    if not form.is_valid():
        return bad_request(request, reason="A bookmark is to_read, read, liked or none.")
    if refused := limit(request, "keep"):
        return refused
    found.my_bookmark = Bookmark.objects.keep(request.user, found, **form.cleaned_data)
    if request.htmx:
        context = {"paper": found, "next": back_to, "is_answer": True}
        return render(request, "summaries/_keeping.html", context)
    return redirect(back_to)


@require_safe
def bookmarks(request):
    """One's own bookmarks, the newest first; `?state=` shows those of one state."""
    if not request.user.is_authenticated:
        return log_in_first(request, request.get_full_path())
    own = request.user.bookmarks.order_by()
    state = request.GET.get("state", "")
    state = state if state in Bookmark.State.values else ""
    totals = dict(own.values_list("state").annotate(total=Count("pk")))
    page, rows = PAPERS.page(request, listings.bookmarks(request).papers)
    context = {
        "page": page,
        "rows": rows,
        "state": state,
        "states": [(*choice, totals.get(choice[0], 0)) for choice in Bookmark.State.choices],
        "total": sum(totals.values()),
    }
    return render(request, "summaries/bookmarks.html", context)
