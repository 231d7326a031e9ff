"""Find papers, people who wrote them, keywords and texts; and how browsers ask for that."""

from dataclasses import astuple, fields
from functools import partial
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from shortsci.kept_pages.answers import answered
from shortsci.kept_pages.clock import LISTS
from shortsci.limits import limit
from summaries import search as finder
from summaries.forms.searching import SearchForm
from summaries.identifiers import recognise
from summaries.models import Paper

from .drawing import Parts, page_of_parts
from .entries import about_papers
from .freshness import modified
from .guards import asked_in_moderation
from .pages import page_of

UNTOUCHED = {"", finder.RELEVANCE}
KINDS = {"papers": finder.papers, "summaries": finder.summaries}


class Results:
    """What `page_of` takes slices of: a search that finds no more rows than a page shows."""

    def __init__(self, kind: str, query: finder.Query):
        self.find, self.query = KINDS[kind], query

    def __getitem__(self, part: slice) -> list:
        self.found = self.find(self.query, part.start, part.stop - part.start)
        return self.found.rows


@require_safe
@asked_in_moderation
def search(request):
    """The results; a name of a paper leads to the paper at once."""
    words = request.GET.get("q", "").strip()[: finder.LONGEST]
    is_name = bool(recognise(words))
    named = Paper.objects.resolve(words) if is_name else None
    if named and not request.htmx:
        return redirect(named)
    make = partial(_parts, request, named=named, is_name=is_name)
    if not request.htmx:
        return page_of_parts(request, _kept(request, make), LISTS)
    parts = _kept(request, make)
    response = HttpResponse(parts.main, headers={"HX-Replace-Url": _short_address(request)})
    response.headers["Last-Modified"] = parts.modified
    return response


def _kept(request, make) -> Parts:
    """For strangers, what was found for whoever asked the same before."""
    if request.user.is_authenticated:
        return make()
    kind = "piece" if request.htmx else "page"
    asked = " ".join([kind, *(field.name for field in fields(Parts)), request.META["QUERY_STRING"]])
    return Parts(*answered(asked, lambda: astuple(make())))


def _parts(request, **names) -> Parts:
    form = SearchForm(request.GET)
    context = {"form": form, "query": form.query, **names}
    with finder.patience():
        context |= _results(request, form.query)
        modified_at = modified([row.updated_at for row in context["page"]])
    if context["kind"] == "papers":
        about = about_papers(request, context["page"])
        for paper in context["page"]:
            paper.about = about[paper.pk]
    main = "_results" if request.htmx else "_search_main"
    return Parts(
        head="" if request.htmx else _drawn("_search_head", context, request),
        main=_drawn(main, context, request),
        modified=modified_at,
    )


def _drawn(name: str, context: dict, request) -> str:
    return render_to_string(f"summaries/{name}.html", context, request)


def _results(request, query: finder.Query) -> dict:
    """Of the kind that was asked for; of no kind: papers, or texts where only those have it."""
    asked = request.GET.get("in", "")
    found = _found(request, query, asked if asked in KINDS else "papers")
    only_texts = not found["page"].rows and found["counts"]["summaries"].count
    return (
        found if asked in KINDS or not only_texts else found | _found(request, query, "summaries")
    )


def _found(request, query: finder.Query, kind: str) -> dict:
    rows = Results(kind, query)
    page = page_of(request, rows, settings.LIST_SIZE)
    other = finder.count_summaries(query) if kind == "papers" else finder.count_papers(query)
    counts = {kind: rows.found, _other(kind): other}
    found = {"page": page, "kind": kind, "counts": counts, "most": finder.MOST}
    if kind == "papers" and page.number == 1:
        found["authors"] = finder.authors(query.words)
        found["keywords"] = finder.keywords(query.words)
    if not (page.rows or query.is_empty or found.get("authors") or found.get("keywords")):
        found["alike"] = finder.alike(query.words)
    return found


def _other(kind: str) -> str:
    return next(name for name in KINDS if name != kind)


def _short_address(request) -> str:
    """The address without fields that were left as they are anyway."""
    filled = [(name, value) for name, value in request.GET.items() if value not in UNTOUCHED]
    return f"{request.path}?{urlencode(filled)}" if filled else request.path


@require_safe
def suggest(request):
    """Titles that go on like what was typed, as browsers' search boxes ask for them."""
    if refused := limit(request, "suggest"):
        return refused
    words = request.GET.get("q", "")
    papers = finder.beginnings(words)
    titles = [paper.shown_title for paper in papers]
    addresses = [settings.SITE_URL + paper.get_absolute_url() for paper in papers]
    answer = [words, titles, [paper.short_authors for paper in papers], addresses]
    return JsonResponse(answer, safe=False, content_type="application/x-suggestions+json")


@require_safe
def opensearch(request):
    """Tells a browser how to search here from its address bar."""
    return render(request, "opensearch.xml", content_type="application/opensearchdescription+xml")
