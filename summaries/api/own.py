"""One's own summaries, by token: read them, write them."""

from datetime import datetime
from typing import Annotated, Literal

from django.db.models import Max
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import parse_etags
from ninja import Query, Router, Schema, Status
from ninja.errors import HttpError
from pydantic import Field

from shortsci.numbers import is_number
from summaries.forms import SummaryForm
from summaries.models import Paper, Summary
from summaries.rendering import MAX_SOURCE
from summaries.templatetags.display import LICENCES
from summaries.writing import EditConflict, own_summary, save_summary

from .pages import NEWEST_FIRST, Paging, page_of
from .problems import Problem, problem
from .schemas import Addressed, PaperName, Sent
from .throttles import Limit
from .tokens import BearerToken

WRITES = BearerToken("summaries:write")
router = Router(tags=["your summaries"], auth=WRITES)
TAKEN = "You have written about this paper: send “If-Match” with the ETag of that summary."
OUTDATED = "It has changed since: read it again, and send “If-Match” with its new ETag."
Visibility = Literal["draft", "private", "link", "public"]
Licence = Literal["CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0"]
# A mistake of ours that must stop the start, not something that a request can bring about.
assert set(Licence.__args__) == set(LICENCES)  # type: ignore[attr-defined]  # noqa: S101
Line = Annotated[str, Field(max_length=500)]


class Text(Sent):
    """What is left out stays as it is; of a new summary, it is what the editor begins with."""

    markdown: str = Field(min_length=1, max_length=MAX_SOURCE)
    visibility: Visibility | None = Field(None, description="A new one is a draft.")
    is_anonymous: bool | None = None
    licence: Licence | None = None
    competing_interests: Line | None = None
    ai_assistance: Line | None = None
    note: str = Field("", max_length=200, description="What changed, for the list of versions.")


class OwnSummary(Addressed):
    id: int
    paper: PaperName
    markdown: str
    visibility: Visibility
    is_anonymous: bool
    is_hidden: bool = Field(description="By a moderator.")
    licence: str
    competing_interests: str
    ai_assistance: str
    version: int
    published_at: datetime | None
    edited_at: datetime | None

    @staticmethod
    def resolve_markdown(summary) -> str:
        return summary.body

    @staticmethod
    def resolve_version(summary) -> int:
        return getattr(summary, "newest", None) or summary.version

    @staticmethod
    def resolve_is_hidden(summary) -> bool:
        return summary.hidden_at is not None


class OwnSummaryPage(Schema):
    items: list[OwnSummary]
    next: str | None = Field(description="The address of the next page.")


def own(user):
    """With `newest`, which spares each row a question for its version."""
    return user.summaries.select_related("paper").annotate(newest=Max("revisions__number"))


def etag_of(summary: Summary) -> str:
    return f'"{summary.version}.{summary.updated_at.timestamp():.6f}"'


def known_paper(key: str) -> Paper:
    found = Paper.objects.filter(key=key).first() or Paper.objects.resolve(key)
    if found is None:
        raise Http404(f"No paper goes by “{key}” here.")
    return found


@router.get(
    "", response=OwnSummaryPage, summary="List your summaries", operation_id="own_summaries"
)
def own_summaries(request, response: HttpResponse, filters: Query[Paging]):
    """All that you have saved, public or not, the newest first."""
    return page_of(request, response, own(request.user), NEWEST_FIRST, filters)


@router.get("/{path:key}", response=OwnSummary, summary="Your summary", operation_id="own_summary")
def read_own(request, response: HttpResponse, key: str):
    """Your summary of that paper, public or not."""
    found = get_object_or_404(own(request.user), paper=known_paper(key))
    response.headers["ETag"] = etag_of(found)
    return found


@router.put(
    "/{path:key}",
    response={200: OwnSummary, 201: OwnSummary, 409: Problem, 412: Problem},
    summary="Write your summary",
    operation_id="write_summary",
    throttle=[Limit("api"), Limit("save")],
)
def write_own(request, response: HttpResponse, key: str, text: Text):
    """Write your summary of that paper, or another text for it.

    To change what there is, send its ETag as `If-Match`: who was overtaken gets a 412.
    """
    paper = known_paper(key)
    former = own_summary(paper, request.user)
    form = SummaryForm(_typed(text, former, request), writer=request.user)
    if not form.is_valid():
        return _faults(form)
    try:
        saved = save_summary(paper, request.user, form.cleaned_data, ends_draft=False)
    except EditConflict as conflict:
        has_condition = "If-Match" in request.headers or "If-None-Match" in request.headers
        raise HttpError(412 if has_condition else 409, OUTDATED if has_condition else TAKEN) from (
            conflict
        )
    response.headers["ETag"] = etag_of(saved)
    return Status(200 if former else 201, saved)


def _typed(text: Text, former: Summary | None, request) -> dict:
    """The form as the editor would send it."""
    given = text.dict(exclude={"markdown"}, exclude_none=True)
    beside = {"visibility": "draft", "licence": request.user.licence}
    if former:
        names = ("visibility", "is_anonymous", "licence", "competing_interests", "ai_assistance")
        beside = {name: getattr(former, name) for name in names}
        beside["licence"] = former.licence or request.user.licence
    return {**beside, **given, "body": text.markdown, "base": _base(request, former)}


def _base(request, former: Summary | None) -> int:
    """The version that the sender knows; a compressed answer has made the ETag a weak one."""
    condition = request.headers.get("If-Match", "")
    if condition.strip() == "*":
        return former.version if former else _refuse()
    for etag in parse_etags(condition):
        version = etag.removeprefix("W/").strip('"').partition(".")[0]
        if is_number(version, digits=9):
            return int(version) if former else _refuse()
    return _refuse() if condition else 0


def _refuse() -> int:
    raise HttpError(412, OUTDATED)


def _faults(form: SummaryForm) -> HttpResponse:
    names = {"body": "markdown"}
    faults = [
        {"where": f"body/{names.get(name, name)}", "detail": str(words)}
        for name, found in form.errors.items()
        for words in found
    ]
    return problem(422, "The text cannot be saved like this.", faults)
