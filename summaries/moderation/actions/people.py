"""Suspend, ban, let back in. Whoever looks after the site is out of a moderator's reach."""

from django.utils import timezone

from accounts import suspending
from summaries.models import Kind, LogEntry

from .registry import Action, Refused, register

Act = LogEntry.Action


def suspend(person, decision) -> str:
    _refuse_staff(person)
    if decision.until and decision.until <= timezone.now():
        raise Refused("That day is over.")
    suspending.suspend(person, until=decision.until)
    return "" if decision.until else "for good"


def ban(person, decision) -> str:
    _refuse_staff(person)
    suspending.ban(person, reason=decision.reason, hides_texts=decision.hides_texts)
    return "with what they had signed" if decision.hides_texts else ""


def lift(person, decision) -> str:
    suspending.lift(person)
    return ""


def _refuse_staff(person) -> None:
    if person.is_staff or person.is_superuser:
        raise Refused("Only an administrator closes the account of somebody on the staff.")


def is_suspended(person) -> bool:
    return person.suspensions.in_force().exists()


def is_banned(person) -> bool:
    return person.suspensions.in_force().filter(is_ban=True).exists()


register(
    Action(Act.SUSPEND, Kind.PERSON, "Suspend them", suspend, asks=("until",)),
    Action(
        Act.BAN,
        Kind.PERSON,
        "Ban them: for good, and their votes count no more",
        ban,
        lambda person: not is_banned(person),
        asks=("hides_texts",),
    ),
    Action(Act.LIFT, Kind.PERSON, "Let them in again", lift, is_suspended),
)
