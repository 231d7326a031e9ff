"""What texts of new accounts may hold, and the first one where an admin approves people."""

from django.conf import settings

from accounts.standing import approved_posts
from summaries.models import LogEntry, Reason, Report, Summary, Ticket
from summaries.models.known import render_known

from .deciding import Decision, decide
from .rules.hosts import hosts_of
from .things import kind_of, may_decide, person_of

MOST_LINKS = 5
TOO_MANY_LINKS = (
    f"A new account can publish a text with at most {MOST_LINKS} links. Please take some out; "
    "you can put them in later."
)
NO_PICTURES = (
    "A new account can publish pictures once a first text of its own has stood for a day. "
    "Please take them out of this one; you can put them in later."
)
FIRST_POST = "The first text of this account. “Show it again” lets everybody see it."
WAITS = "The first text of an account waits until a moderator has read it."


def fault_of(body: str, writer) -> str:
    """Why that person cannot publish the text yet; "" when they can."""
    if not writer.is_new:
        return ""
    html = render_known(body).html
    if len(hosts_of(html)) > MOST_LINKS:
        return TOO_MANY_LINKS
    return NO_PICTURES if "<img" in html and not approved_posts(writer, 1) else ""


def hold_first_post(thing) -> bool:
    """Hide a new public text until a moderator has looked, if sign-up is by approval and nothing
    else by its writer is in sight.
    """
    writer = person_of(thing)
    if settings.SIGNUP_MODE != "approval" or may_decide(writer, kind_of(thing)):
        return False
    if thing.hidden_at or _has_another_in_sight(writer, thing):
        return False
    ticket = Ticket.objects.locked(kind_of(thing), thing)
    Report.objects.create(ticket=ticket, reason=Reason.OTHER, words=FIRST_POST)
    decide(thing, Decision(LogEntry.Action.HOLD, Reason.OTHER, WAITS), moderator=None)
    thing.refresh_from_db(fields=["hidden_at"])
    return True


def _has_another_in_sight(writer, thing) -> bool:
    others = {True: writer.summaries.listed(), False: writer.comments.visible()}
    is_summary = isinstance(thing, Summary)
    return others[is_summary].exclude(pk=thing.pk).exists() or others[not is_summary].exists()
