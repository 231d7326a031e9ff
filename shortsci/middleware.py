"""What every response carries, and what no request may carry."""

import hashlib
import secrets

from django.conf import settings
from django.http import HttpResponse, HttpResponseBadRequest
from django.middleware.gzip import GZipMiddleware, re_accepts_gzip
from django.middleware.http import ConditionalGetMiddleware
from django.utils.cache import patch_cache_control, patch_vary_headers
from isal import isal_zlib

from shortsci.kept_pages.clock import LISTS

COMPRESSED = {  # what compressing once more makes no smaller
    "application/epub+zip",
    "application/gzip",
    "application/zip",
    "image/avif",
    "image/gif",
    "image/jpeg",
    "image/png",
    "image/webp",
}
LEAST, LEVEL = 200, 3  # bytes that are worth it; how hard to try
TAG = 32  # characters
CHARACTER_SETS = {"utf-8", "utf8", "us-ascii"}  # that a request may name


class Compression(GZipMiddleware):
    """MathML is wordy: a page shrinks to a quarter.

    ISA-L takes a fifth of the time that zlib takes for nearly as much.
    """

    def process_response(self, request, response):
        kind = response.get("Content-Type", "").partition(";")[0]
        if kind in COMPRESSED:
            return response
        is_asked_for = re_accepts_gzip.search(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        if is_asked_for and not response.streaming and not response.has_header("Content-Encoding"):
            self._compress(response)
        return super().process_response(request, response)

    def _compress(self, response) -> None:
        if len(response.content) < LEAST:
            return
        response.content = compressed(response.content)
        response.headers["Content-Length"] = str(len(response.content))
        response.headers["Content-Encoding"] = "gzip"
        patch_vary_headers(response, ["Accept-Encoding"])
        etag = response.get("ETag", "")
        if etag.startswith('"'):
            response.headers["ETag"] = f"W/{etag}"


def compressed(content: bytes) -> bytes:
    """With a file name of random length in the head, as Django has it: a guard against BREACH."""
    packed = isal_zlib.compress(content, LEVEL, wbits=31)
    name = b"a" * (1 + secrets.randbelow(GZipMiddleware.max_random_bytes))
    return packed[:3] + b"\x08" + packed[4:10] + name + b"\0" + packed[10:]


class ConditionalGet(ConditionalGetMiddleware):
    """Tags by SHA-256, for which processors have instructions: a third of the time of MD5."""

    def process_response(self, request, response):
        content = b"" if response.streaming else response.content
        if content and request.method == "GET" and self.needs_etag(response):
            tag = hashlib.sha256(content).hexdigest()[:TAG]
            response.headers.setdefault("ETag", f'"{tag}"')
        return super().process_response(request, response)


def security_headers(get_response):
    """Content-Security-Policy and Permissions-Policy; Django's own middleware does the rest."""
    policy = "; ".join(" ".join([name, *sources]) for name, sources in settings.SECURE_CSP.items())

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", policy)
        # Django's own middleware for it never sees what is refused before the views.
        response.headers.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware


def empty_heads(get_response):
    """Send no body after a HEAD: Django leaves that to servers, and gunicorn complains."""

    def middleware(request):
        response = get_response(request)
        if request.method == "HEAD" and not response.streaming:
            response.headers.setdefault("Content-Length", str(len(response.content)))
            response.content = b""
        return response

    return middleware


def refuse_unstorable(get_response):
    """Answer 400 to NUL in an address, query or cookie: PostgreSQL can store it in no text.

    A form in another character set than ours may hold halves of signs, which nothing can store.
    """

    def middleware(request):
        if request.content_params.get("charset", "utf-8").lower() not in CHARACTER_SETS:
            return HttpResponseBadRequest("Please send it as UTF-8.")
        texts = (request.path, request.META["QUERY_STRING"], request.META.get("HTTP_COOKIE", ""))
        if any("\0" in text or "%00" in text for text in texts):
            return HttpResponseBadRequest("A NUL byte has no place in an address.")
        return get_response(request)

    return middleware


def refuse_too_large(get_response):
    """Answer 413 before a byte of a huge body is read; a file of that size would fill the disk."""

    def middleware(request):
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isascii() and length.isdigit() and int(length[:12]) > settings.MAX_REQUEST:
            return HttpResponse("This is more than the site takes at once.", status=413)
        return get_response(request)

    return middleware


def cache_for_everyone(get_response):
    """Let anybody keep what a stranger sees, checked on each visit; what a person sees, nobody."""

    def middleware(request):
        response: HttpResponse = get_response(request)
        # What was hidden or deleted leaves an older date behind, so only the same date is fresh.
        if request.headers.get("If-Modified-Since") != response.headers.get("Last-Modified"):
            request.META.pop("HTTP_IF_MODIFIED_SINCE", None)
        if response.has_header("Cache-Control") or request.method not in {"GET", "HEAD"}:
            return response
        is_strangers = not request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        if is_strangers and not response.cookies and response.status_code < 400:
            patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
            response.headers.setdefault("Surrogate-Key", LISTS)
        else:
            patch_cache_control(response, private=True, no_cache=True)
        # A fragment has the address of its page.
        patch_vary_headers(response, ["Cookie", "HX-Request"])
        return response

    return middleware
