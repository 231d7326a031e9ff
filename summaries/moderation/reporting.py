"""Reports: what puts a thing into the queue, and what hides it until somebody has looked."""

from collections import Counter

from django.db import transaction

from summaries.models import Kind, LogEntry, Report, Rule, Ticket

from .deciding import Decision, decide
from .things import kind_of, may_decide, person_of

ENOUGH = 2  # reports for the queue; one of a moderator or of a rule is as good
ENOUGH_TO_HIDE = 3  # of established people, about a new account's text
HIDDEN = "Several readers reported it. It is hidden until a moderator has looked."


@transaction.atomic
def report(thing, reporter, reason: str, words: str = "") -> bool:
    """File a person's report; False when that person has reported the thing before."""
    ticket = Ticket.objects.locked(kind_of(thing), thing)
    given = {"reason": reason, "words": words}
    is_first = ticket.reports.get_or_create(reporter=reporter, defaults=given)[1]
    if is_first:
        _weigh(ticket, thing)
    return is_first


@transaction.atomic
def report_by_rule(thing, rule: Rule) -> bool:
    """File a rule's report; it never hides anything."""
    ticket = Ticket.objects.locked(kind_of(thing), thing)
    is_first = ticket.reports.get_or_create(rule=rule, defaults={"reason": rule.reason})[1]
    if is_first:
        ticket.open()
    return is_first


def _weigh(ticket: Ticket, thing) -> None:
    waiting = list(ticket.reports.waiting().select_related("reporter"))
    counts_alone = any(each.rule_id or may_decide(each.reporter, ticket.kind) for each in waiting)
    if counts_alone or len(waiting) >= ENOUGH:
        ticket.open()
    trusted = [each for each in waiting if each.reporter and _is_trusted(each.reporter)]
    if len(trusted) >= ENOUGH_TO_HIDE and _may_be_hidden(ticket, thing):
        _hide(thing, trusted)


def _is_trusted(reporter) -> bool:
    return reporter.is_active and reporter.is_established


def _may_be_hidden(ticket: Ticket, thing) -> bool:
    """A new account's text that is in sight, and that no moderator has looked at yet."""
    if ticket.kind not in {Kind.SUMMARY, Kind.COMMENT} or thing.hidden_at:
        return False
    writer = person_of(thing)
    has_been_looked_at = ticket.reports.exclude(settled_at=None).exists()
    decided = LogEntry.objects.about(ticket.kind, thing.pk).exists()
    return writer is not None and writer.is_new and not has_been_looked_at and not decided


def _hide(thing, reports: list[Report]) -> None:
    reason = Counter(each.reason for each in reports).most_common(1)[0][0]
    decision = Decision("hide", reason, HIDDEN)
    decide(thing, decision, moderator=None)
