"""Papers and summaries for reference managers: a file below each paper, list and summary."""

from collections.abc import Iterable

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from shortsci.numbers import is_number
from summaries.citing import FORMATS, Format, Item, of_paper, of_summary
from summaries.models import Paper, Summary, SummaryRevision

from .freshness import last_modified
from .papers import known_as_or_404

MOST = 1_000  # papers of a list


@require_safe
def cite_paper(request, key, suffix):
    """One paper, also by an alias."""
    rows = Paper.objects.with_head()
    found = rows.filter(key=key).first() or rows.get(pk=known_as_or_404(key).pk)
    return _file(FORMATS[suffix], [of_paper(found)], found.key, [found.updated_at])


@require_safe
def cite_list(request, suffix, listing, **where):
    """The papers of a list, or those that the summaries of a list are about, in its order."""
    found = listing(request, **where)
    papers = found.first_papers(MOST)
    items = (of_paper(paper) for paper in papers)
    return _file(FORMATS[suffix], items, found.title, [paper.updated_at for paper in papers])


@require_safe
def cite_summary(request, pk, suffix):
    """One version of a summary, `?version=3`; the newest that the reader may see by default."""
    rows = Summary.objects.visible_to(request.user).select_related("author", "paper")
    summary = get_object_or_404(rows, pk=pk)
    version = _version(request, summary)
    items = [of_summary(summary, version)]
    return _file(FORMATS[suffix], items, f"summary-{pk}-{version.number}", [summary.updated_at])


def _version(request, summary: Summary) -> SummaryRevision:
    shown = summary.revisions.citable_by(request.user, summary)
    asked = request.GET.get("version")
    if asked is not None:
        shown = shown.filter(number=asked) if is_number(asked, digits=5) else shown.none()
    found = shown.first()
    if found is None:
        raise Http404("There is no such version.")
    return found


def _file(form: Format, items: Iterable[Item], name: str, moments) -> HttpResponse:
    text = form.write(items)
    response = HttpResponse(text, content_type=f"{form.content_type}; charset=utf-8")
    name = slugify(name.replace("/", "-"))[:80] or "papers"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{form.suffix}"'
    return last_modified(response, moments)
