"""What went wrong, for programs: RFC 9457's "problem details"."""

from http import HTTPStatus

from django.http import HttpResponse, JsonResponse
from ninja import Schema
from ninja.errors import HttpError, ValidationError
from pydantic import Field

MEDIA_TYPE = "application/problem+json"


class Fault(Schema):
    """One thing that is wrong with a request."""

    where: str = Field(description="In which part of the request, as in body/identifiers/3.")
    detail: str


class Problem(Schema):
    """Why a request was not carried out (RFC 9457)."""

    type: str = Field("about:blank", description="Always about:blank: the status says it.")
    title: str = Field(description="The name of the status.")
    status: int
    detail: str = Field(description="What to do about it, in words.")
    errors: list[Fault] = Field([], description="Each thing that is wrong, of a 422.")


WORDS = {
    400: "The request cannot be read.",
    401: "This needs a token: send “Authorization: Bearer ss_…”.",
    403: "You may not do that.",
    404: "Nothing is here.",
    405: "This address does not take that method; “Allow” names those it takes.",
    413: "This is more than the API takes at once.",
    415: "Please send JSON, with “Content-Type: application/json”.",
    429: "That was too much in too short a time; “Retry-After” says how many seconds to wait.",
    500: "Something broke on our side. It is not your fault, and we have a note of it.",
    503: "This search takes too long: try fewer filters or rarer words.",
}


def problem(status: int, detail: str = "", errors: list[dict] | None = None) -> HttpResponse:
    """An answer that says what is wrong."""
    title = HTTPStatus(status).phrase
    content = {"type": "about:blank", "title": title, "status": status}
    content |= {"detail": detail or WORDS.get(status, f"{title}.")}
    if errors:
        content["errors"] = errors
    response = JsonResponse(content, status=status, content_type=MEDIA_TYPE)
    response.headers["Cache-Control"] = "no-store"
    if status == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="ShortScience"'
    return response


def of_http_error(request, error: HttpError) -> HttpResponse:
    """With our own words where ninja's are only the name of the status."""
    named = {"Unauthorized", "Too many requests.", "Cannot parse request body"}
    return problem(error.status_code, "" if str(error) in named else str(error))


def of_validation(request, error: ValidationError) -> HttpResponse:
    """Where in the request, and what is wrong there."""
    faults = [
        {"where": "/".join(str(part) for part in _place(fault["loc"])), "detail": fault["msg"]}
        for fault in error.errors[:20]
    ]
    return problem(422, "The request is understood, and something in it is not right.", faults)


def _place(location: tuple) -> tuple:
    """Without the name that a function of ours gives to the whole body."""
    source, *rest = location
    return (source, *rest[1:]) if source == "body" else tuple(location)


def of_missing(request, error: Exception) -> HttpResponse:
    """404 with the reason when one of our own functions gave one."""
    reason = error.args[0] if error.args else ""
    is_ours = isinstance(reason, str) and "matches the given query" not in reason
    return problem(404, reason if is_ours else "")


def of_search(request, error: Exception) -> HttpResponse:
    response = problem(503)
    response.headers["Retry-After"] = "60"
    return response


def of_denied(request, error: Exception) -> HttpResponse:
    return problem(403, str(error))
