"""What every answer under /api/ has in common, whoever gives it: ours, ninja's or Django's."""

from django.http import HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers

MAX_BODY = 1_000_000  # bytes; the longest summary takes 400,000
OPEN_METHODS = "GET, HEAD, POST"
TOLD = "ETag, Link, RateLimit, RateLimit-Policy, Retry-After"  # to scripts of other sites
AWAY = "The site cannot reach its data just now: try again in some seconds."
KEPT = ("Allow", "Retry-After", "WWW-Authenticate")  # of an error that we put into words


def is_for_programs(path: str) -> bool:
    """/api/ itself is a page for people."""
    return path.startswith("/api/") and path != "/api/"


def is_personal(path: str) -> bool:
    """Below this everything needs a token."""
    return path.startswith("/api/v1/me")


def answers_for_programs(get_response):
    """Problems in JSON, headers for other sites, limits in numbers; no cookie opens anything."""

    def middleware(request):
        from shortsci.limits import tell

        if not is_for_programs(request.path):
            return get_response(request)
        request.META.pop("HTTP_COOKIE", None)  # so no page elsewhere can act for its reader
        if _is_preflight(request):
            return _preflight(request)
        response = _refusal(request) or _answer(request, get_response)
        tell(request, response)
        _open_or_close(request, response)
        return response

    return middleware


def _is_preflight(request) -> bool:
    return request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers


def _preflight(request) -> HttpResponse:
    """A browser asks whether a script of another site may; nothing personal is open to them."""
    response = HttpResponse(status=204)
    if not is_personal(request.path):
        response.headers["Access-Control-Allow-Methods"] = OPEN_METHODS
        response.headers["Access-Control-Allow-Headers"] = "Content-Type, If-None-Match"
        response.headers["Access-Control-Max-Age"] = "86400"
    _open_or_close(request, response)
    return response


def _refusal(request) -> HttpResponse | None:
    """What is refused before its body is read."""
    from summaries.api.problems import problem  # ninja wants the settings first

    length = request.META.get("CONTENT_LENGTH") or "0"
    if not (length.isascii() and length.isdigit() and int(length[:12]) <= MAX_BODY):
        return problem(413)
    if int(length) and request.content_type != "application/json":
        return problem(415)
    return None


def _answer(request, get_response) -> HttpResponse:
    """A HEAD is answered as a GET whose body a middleware further out drops."""
    from summaries.api.problems import MEDIA_TYPE, problem

    method = request.method
    request.method = "GET" if method == "HEAD" else method
    response = get_response(request)
    request.method = method
    if response.status_code < 400 or response.headers["Content-Type"].startswith(MEDIA_TYPE):
        return response
    # Too long a search is put into words by the API itself; this one never reached it.
    in_words = problem(response.status_code, AWAY if response.status_code == 503 else "")
    for name in KEPT:
        if name in response.headers:
            in_words.headers[name] = response.headers[name]
    return in_words


def _open_or_close(request, response) -> None:
    """Scripts of any site may read what is anybody's; what is personal, nobody keeps."""
    if is_personal(request.path):
        patch_vary_headers(response, ["Authorization"])
        if "no-store" not in response.get("Cache-Control", ""):
            del response.headers["Cache-Control"]
            patch_cache_control(response, private=True, no_cache=True)
        return
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = TOLD
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
