"""Pictures: taken in from people who write, given out to anybody who has the address."""

from django.http import FileResponse, Http404, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_POST, require_safe

from shortsci.limits import limit
from shortsci.outages import RETRY_AFTER, is_outage
from summaries.models import Picture, QuotaExceeded
from summaries.pictures import CONTENT_TYPES, PictureRefused, encode

from .guards import signed_in

FOR_EVER = "public, max-age=31536000, immutable"  # another content has another address

NO_ROOM = "The site has no room for pictures just now. Please try again later."


def stored_picture(user, upload) -> Picture:
    """Raises PictureRefused or QuotaExceeded, with words for the person."""
    return Picture.objects.keep(encode(upload, upload.size), user)


@require_POST
@signed_in
def upload(request):
    """Take one picture in; answers its address and its size, or says what is wrong with it."""
    if refused := limit(request, "picture"):
        return refused
    file = request.FILES.get("picture")
    if file is None:
        return JsonResponse({"error": "There is no picture in this request."}, status=422)
    try:
        picture = stored_picture(request.user, file)
    except (PictureRefused, QuotaExceeded) as error:
        return JsonResponse({"error": str(error)}, status=422)
    except OSError as error:
        if not is_outage(error):
            raise
        return JsonResponse({"error": NO_ROOM}, status=503, headers={"Retry-After": RETRY_AFTER})
    size = {"width": picture.width, "height": picture.height}
    return JsonResponse({"url": picture.get_absolute_url(), **size}, status=201)


@require_safe
def picture(request, name):
    """The stored bytes, which can do nothing but be looked at, whatever they hold."""
    found = get_object_or_404(Picture, name=name)
    etag = f'"{name}"'
    # Asked before the file is opened, for nobody would close it.
    if unchanged := get_conditional_response(request, etag=etag):
        return _harmless(unchanged, etag)
    try:
        file = found.file.open("rb")
    except FileNotFoundError as error:
        raise Http404("The picture is gone.") from error
    response = FileResponse(file, content_type=CONTENT_TYPES[name.rpartition(".")[2]])
    return _harmless(response, etag)


def _harmless(response, etag: str):
    """What a browser is told of the bytes, also when it has them already."""
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"  # feeds and mail show it
    response.headers["Cache-Control"] = FOR_EVER
    response.headers["ETag"] = etag
    return response
