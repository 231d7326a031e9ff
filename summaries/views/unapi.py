"""unAPI: what a list's papers are in formats of reference managers, which then offer them all."""

from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.views.decorators.http import require_safe

from summaries.citing import FORMATS, of_paper
from summaries.feeds import CleanXML
from summaries.models import Paper

from .freshness import last_modified

BY_NAME = {form.name: form for form in FORMATS.values()}


@require_safe
def unapi(request):
    """The formats; those of one paper (`?id=` its key); the paper in one of them (`&format=`)."""
    key, name = request.GET.get("id", ""), request.GET.get("format", "")
    if not key:
        if name:
            return HttpResponseBadRequest("Say of what: ?id= is missing.")
        return _formats(200)
    paper = Paper.objects.with_head().filter(key=key).first()
    if paper is None:
        raise Http404(f"No paper goes by “{key}” here.")
    if not name:
        return _formats(300, paper)
    if name not in BY_NAME:
        return HttpResponse("There is no such format.", status=406, content_type="text/plain")
    form = BY_NAME[name]
    response = HttpResponse(form.write([of_paper(paper)]), f"{form.content_type}; charset=utf-8")
    return last_modified(response, [paper.updated_at])


def _formats(status: int, paper: Paper | None = None) -> HttpResponse:
    response = HttpResponse(status=status, content_type="application/xml; charset=utf-8")
    handler = CleanXML(response, "utf-8", short_empty_elements=True)
    handler.startDocument()
    handler.startElement("formats", {"id": paper.key} if paper else {})
    for form in BY_NAME.values():
        attributes = {"name": form.name, "type": form.content_type}
        handler.addQuickElement("format", None, attributes)
    handler.endElement("formats")
    return last_modified(response, [paper.updated_at] if paper else [])
