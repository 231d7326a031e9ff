"""One's own votes and bookmarks, by token."""

from typing import Literal

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema, Status
from ninja.errors import HttpError
from ninja.throttling import BaseThrottle
from pydantic import Field

from accounts.notify import votes_changed
from summaries.models import Bookmark, Summary, Vote

from .own import known_paper
from .pages import NEWEST_FIRST, Paging, page_of
from .schemas import PaperName, Sent
from .throttles import Limit
from .tokens import BearerToken

votes = Router(tags=["your votes"], auth=BearerToken("votes:write"))
bookmarks = Router(tags=["your bookmarks"], auth=BearerToken("bookmarks:write"))
VOTING: list[BaseThrottle] = [Limit("api"), Limit("vote")]
KEEPING: list[BaseThrottle] = [Limit("api"), Limit("keep")]
Reason = Literal["", "inaccurate", "unclear", "copies", "off"]
State = Literal["to_read", "read", "liked"]


class VoteSent(Sent):
    value: Literal[1, -1]
    reason: Reason = Field("", description="Of a vote against; its author sees sums alone.")


class OwnVote(Schema):
    summary_id: int
    value: int
    reason: str
    counts: bool = Field(description="The votes of new accounts wait for a day.")

    @staticmethod
    def resolve_counts(vote) -> bool:
        return vote.counted_at is not None


class BookmarkSent(Sent):
    state: State


class OwnBookmark(Schema):
    paper: PaperName
    state: str


class VotePage(Schema):
    items: list[OwnVote]
    next: str | None = Field(description="The address of the next page.")


class BookmarkPage(Schema):
    items: list[OwnBookmark]
    next: str | None = Field(description="The address of the next page.")


def seen_votes(user):
    """On summaries that are still there to be seen."""
    return Vote.objects.filter(voter=user, summary__in=Summary.objects.listed())


@votes.get("", response=VotePage, summary="List your votes", operation_id="own_votes")
def own_votes(request, response: HttpResponse, filters: Query[Paging]):
    """The last cast first."""
    return page_of(request, response, seen_votes(request.user), NEWEST_FIRST, filters)


@votes.get("/{int:pk}", response=OwnVote, summary="Your vote", operation_id="own_vote")
def own_vote(request, pk: int):
    """Your vote on that summary."""
    found = get_object_or_404(Summary.objects.listed(), pk=pk)
    return get_object_or_404(seen_votes(request.user), summary=found)


@votes.put("/{int:pk}", response=OwnVote, summary="Vote", operation_id="cast_vote", throttle=VOTING)
def cast(request, pk: int, sent: VoteSent):
    """Vote for or against that summary, or change your vote; twice is once."""
    found = get_object_or_404(Summary.objects.listed(), pk=pk)
    _set(request.user, found, sent.dict())
    return seen_votes(request.user).get(summary=found)


@votes.delete(
    "/{int:pk}",
    response={204: None},
    summary="Take a vote back",
    operation_id="take_vote_back",
    throttle=VOTING,
)
def take_back(request, pk: int):
    """Have no vote on that summary."""
    found = get_object_or_404(Summary.objects.listed(), pk=pk)
    _set(request.user, found, {"value": 0})
    return Status(204, None)


def _set(user, summary: Summary, sent: dict) -> None:
    """By the rules that the page has."""
    if summary.author_id == user.pk:
        raise HttpError(403, "Nobody votes on their own summary.")
    with transaction.atomic():
        summary.set_vote(user, **sent)
        votes_changed(summary)


@bookmarks.get(
    "", response=BookmarkPage, summary="List your bookmarks", operation_id="own_bookmarks"
)
def own_bookmarks(request, response: HttpResponse, filters: Query[Paging]):
    """The last made first."""
    rows = Bookmark.objects.filter(user=request.user).select_related("paper")
    return page_of(request, response, rows, NEWEST_FIRST, filters)


@bookmarks.put(
    "/{path:key}",
    response=OwnBookmark,
    summary="Keep a paper",
    operation_id="keep_paper",
    throttle=KEEPING,
)
def keep(request, key: str, sent: BookmarkSent):
    """Keep that paper as to read, read or liked."""
    paper = known_paper(key)
    return {"paper": paper, "state": Bookmark.objects.keep(request.user, paper, sent.state)}


@bookmarks.delete(
    "/{path:key}",
    response={204: None},
    summary="Keep a paper no more",
    operation_id="drop_paper",
    throttle=KEEPING,
)
def drop(request, key: str):
    """Have no bookmark of that paper."""
    Bookmark.objects.keep(request.user, known_paper(key), "none")
    return Status(204, None)
