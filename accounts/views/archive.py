"""One's own archive, out and in."""

import tempfile

from django.contrib.auth.decorators import login_required
from django.http import FileResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.archive import reading, writing
from accounts.forms import ImportForm
from shortsci.limits import limit

IN_MEMORY = 2 * 1024 * 1024  # bytes; a larger archive waits in a file


@require_POST
@login_required
def export(request):
    """The zip of all that is one's own."""
    if refusal := limit(request, "export"):
        return refusal
    # FileResponse closes it, and closing deletes it.
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
    writing.write_archive(request.user, file)
    file.seek(0)
    name = f"shortscience-{request.user.username}-{timezone.now():%Y-%m-%d}.zip"
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def import_texts(request):
    """Make drafts out of an archive or a file of it, and tell what became of each text."""
    if request.method != "POST":
        return render(request, "accounts/import.html", {"form": ImportForm()})
    if refusal := limit(request, "import"):
        return refusal
    form, outcomes = ImportForm(request.POST, request.FILES), None
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            outcomes = reading.import_texts(
                request.user, file.name, file, replace=form.cleaned_data["replace"]
            )
        except reading.UploadError as error:
            form.add_error("file", str(error))
    context = {"form": form, "outcomes": outcomes}
    return render(request, "accounts/import.html", context, status=200 if form.is_valid() else 422)
