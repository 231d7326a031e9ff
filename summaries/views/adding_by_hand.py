"""Adding a paper whose facts no source tells."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from shortsci.limits import limit
from summaries.catalogue.adding import add, owner_of_its_names, twins
from summaries.catalogue.pasting import MOST_TITLE
from summaries.catalogue.store import CREATED, find
from summaries.forms.adding import HandForm, initial_of_names
from summaries.identifiers import recognise

from .adding import ADDED, HERE, to_paper
from .errors import too_often
from .kept import AGAIN, kept_again


@require_http_methods(["GET", "HEAD", "POST"])
def add_by_hand(request):
    """The form of facts; POST adds the paper unless it may be one that is here."""
    return _post(request) if request.method == "POST" else _open(request)


@login_required
def _open(request):
    title = request.GET.get("title", "")[:MOST_TITLE]
    names = initial_of_names(recognise(request.GET.get("q", "")))
    return _page(request, HandForm(initial={**names, "title": title}))


def _post(request):
    form = HandForm(request.POST)
    if not request.user.is_authenticated:
        return kept_again(request, *AGAIN["summaries:add_by_hand"])
    if refused := limit(request, "add"):
        return too_often(form, refused, partial(_page, request, form))
    if not form.is_valid():
        return _page(request, form, status=422)
    return _add(request, form)


def _add(request, form):
    record = form.record()
    if other := owner_of_its_names(record):
        form.add_error(None, "One of these identifiers is that of another paper, shown below.")
        return _page(request, form, status=409, owner=other)
    same = [] if find(record) else twins(record.title)
    if same and not request.POST.get("another"):
        return _page(request, form, status=409, papers=same)
    stored = add(record, request.user)
    return to_paper(request, stored.paper, ADDED if stored.status == CREATED else HERE)


def _page(request, form, status=200, **context):
    context = {"form": form, **context}
    return render(request, "summaries/add_by_hand.html", context, status=status)
