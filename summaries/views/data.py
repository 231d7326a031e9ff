"""The public dump, for whoever wants everything."""

from django.conf import settings
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from summaries.public_dump import publishing

from .freshness import last_modified

LATEST = "latest"
KINDS = {".gz": "application/gzip", ".json": "application/json", ".jsonl": "application/jsonl"}


@require_safe
def data(request):
    """What there is to fetch: sizes, checksums, licences."""
    found = publishing.newest()
    context = {"dump": found, "SITE_URL": settings.SITE_URL}
    return last_modified(render(request, "summaries/data.html", context), [])


@require_safe
def data_file(request, date, name):
    """One file of a dump; `latest` leads to that of the newest."""
    found = publishing.newest() if date == LATEST else publishing.published(date)
    if found is None or not found.holds(name):
        raise Http404("There is no such file; the page about the data names what there is.")
    if date == LATEST:
        return redirect("summaries:data_file", found.name, name)
    digest = found.digest_of(name)
    etag = f'"{digest}"' if digest else None
    if unchanged := get_conditional_response(request, etag=etag):
        return unchanged
    path = found.folder / name
    response = FileResponse(path.open("rb"), content_type=KINDS[path.suffix])
    if etag:
        response.headers["ETag"] = etag
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
