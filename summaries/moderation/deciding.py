"""Carry out a decision: the act itself, the log, the ticket and the notice, all or nothing."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import Notice
from accounts.notices import tell
from summaries.models import Kind, LogEntry, Paper, Ticket

from .actions import ACTIONS, Refused
from .things import kind_of, person_of


@dataclass(frozen=True)
class Decision:
    """What somebody decided, why, and what that needs to be known besides."""

    action: str
    reason: str
    explanation: str = ""
    until: datetime | None = None
    version: int | None = None
    paper: Paper | None = None
    person: Any = None  # who wrote it
    hides_texts: bool = False
    values: Any = None  # what a page of its own has stored, or will


@dataclass(frozen=True)
class Seen:
    """What of a thing a moderator knew: the newest entry of the log, how many appeals wait, and
    which text (a number that is another one after each edit).
    """

    entry: int
    appeals: int
    text: int = 0


def what_there_is(kind: str, thing) -> Seen:
    newest = LogEntry.objects.about(kind, thing.pk).values_list("pk", flat=True).first() or 0
    appeals = Notice.objects.appealed().filter(**{f"ticket__{kind}": thing})
    return Seen(newest, appeals.count(), _number_of_text(kind, thing))


def _number_of_text(kind: str, thing) -> int:
    match kind:
        case Kind.SUMMARY:
            return thing.version
        case Kind.COMMENT:
            return int(thing.edited_at.timestamp() * 1_000_000) if thing.edited_at else 0
    return 0


@transaction.atomic
def decide(thing, decision: Decision, moderator, *, seen: Seen | None = None) -> LogEntry:
    """Carry it out; `moderator` is None when the site itself decides. May raise Refused."""
    kind, pk = kind_of(thing), thing.pk
    ticket = Ticket.objects.locked(kind, thing)
    thing = type(thing)._default_manager.filter(pk=pk).first()  # as it is under the lock
    if thing is None:
        raise Refused("It is gone.")
    _refuse_stale(kind, thing, seen)
    person = person_of(thing)
    _refuse_own(person, moderator)
    action = ACTIONS[kind, decision.action]
    if not action.applies(thing):
        raise Refused(f"It cannot be done as things are now: {action.label.lower()}.")
    detail = action.carry_out(thing, decision)
    entry = record(kind, pk, decision, moderator, detail)
    if moderator:
        _settle(ticket)
    else:
        ticket.open()
    for concerned in {person, decision.person} - {None, moderator}:
        tell(concerned, entry, ticket)
    return entry


@transaction.atomic
def leave(thing, decision: Decision, moderator, *, seen: Seen | None = None) -> LogEntry | None:
    """Close the ticket and change nothing. Only an appeal gets an answer, and an entry."""
    ticket = Ticket.objects.locked(kind_of(thing), thing)
    _refuse_stale(ticket.kind, thing, seen)
    appealed = ticket.notices.appealed().select_related("user")  # type: ignore[attr-defined]
    people = {notice.user for notice in appealed}
    for person in {*people, person_of(thing)}:
        _refuse_own(person, moderator)
    entry = None
    if people:
        declined = replace(decision, action=LogEntry.Action.DECLINE)
        entry = record(ticket.kind, thing.pk, declined, moderator, "")
    _settle(ticket)
    for person in people:
        tell(person, entry, ticket)
    return entry


def _refuse_stale(kind: str, thing, seen: Seen | None) -> None:
    """Nobody decides on what they have not read."""
    now = what_there_is(kind, thing)
    if seen and now.entry != seen.entry:
        raise Refused("Somebody else has decided meanwhile. Please look again.")
    if seen and now.appeals > seen.appeals:
        raise Refused("An appeal has come meanwhile. Please read it first.")
    if seen and now.text != seen.text:
        raise Refused("The text has been edited meanwhile. Please read it again.")


def _refuse_own(person, moderator) -> None:
    if moderator and person == moderator:
        raise Refused("What is your own, somebody else decides about.")


def record(kind: str, pk: int, decision: Decision, moderator, detail: str) -> LogEntry:
    """The entry alone, for what has no ticket."""
    return LogEntry.objects.create(
        action=decision.action,
        kind=kind,
        thing_id=pk,
        moderator_id=moderator.pk if moderator else None,
        reason=decision.reason,
        explanation=decision.explanation,
        detail=detail,
        until=decision.until if decision.action == LogEntry.Action.SUSPEND else None,
    )


def _settle(ticket: Ticket) -> None:
    ticket.close()
    Notice.objects.filter(ticket=ticket).appealed().update(answered_at=timezone.now())
