"""Shut people out and let them in again, with what follows for their sessions, votes and texts."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils import timezone

from accounts.models import Suspension, User
from summaries.models import Comment, Report, Summary, Ticket

BANNED = "Written anonymously by somebody who is banned. Only this line says so."


@transaction.atomic
def suspend(user: User, *, until: datetime | None = None) -> Suspension:
    """Until that moment, or for good; in place of a suspension that there is."""
    return _shut_out(user, until=until)


@transaction.atomic
def ban(user: User, *, reason: str, hides_texts: bool = False) -> Suspension:
    """For good. What they signed is hidden if wanted; of the rest a moderator decides one by one:
    were it to vanish at the same moment, everybody could tell who wrote it.
    """
    suspension = _shut_out(user, is_ban=True, hides_texts=hides_texts)
    stop_counting_votes(user)
    if hides_texts:
        _hide_signed(user, suspension.created_at)
        _queue_anonymous(user, reason)
    return suspension


@transaction.atomic
def lift(user: User) -> None:
    """Let them in; what bans hid is shown again. `count_votes` counts their votes again."""
    if user.suspensions.in_force().update(lifted_at=timezone.now()):  # type: ignore[attr-defined]
        # A ban that something milder has replaced hid texts as well.
        for ban_with_texts in user.suspensions.filter(hides_texts=True):
            _show_hidden_at(user, ban_with_texts.created_at)
        _open(user)


def lift_those_over() -> int:
    """Let in everybody whose suspension is over; how many they are."""
    over = Suspension.objects.over().select_related("user")
    return sum(lift_if_over(suspension.user) for suspension in over)


@transaction.atomic
def lift_if_over(user: User) -> bool:
    """False when something else, a ban perhaps, has taken its place meanwhile."""
    _lock(user)
    if not user.suspensions.over().exists():  # type: ignore[attr-defined]
        return False
    lift(user)
    return True


def _lock(user: User) -> None:
    User.objects.select_for_update(no_key=True).get(pk=user.pk)


def _shut_out(user: User, **how) -> Suspension:
    _lock(user)
    user.suspensions.in_force().update(lifted_at=timezone.now())  # type: ignore[attr-defined]
    user.is_active = False
    user.save(update_fields=["is_active"])
    for session in UserSession.objects.filter(user=user):
        session.end()
    return Suspension.objects.create(user=user, **how)


def _open(user: User) -> None:
    user.is_active = True
    user.save(update_fields=["is_active"])


def stop_counting_votes(user: User) -> None:
    voted = list(user.votes.counted().values_list("summary", flat=True))  # type: ignore[attr-defined]
    user.votes.update(counted_at=None)
    for summary in Summary.objects.filter(pk__in=voted).select_related("paper", "author"):
        summary.recount()


def _signed_comments(user: User):
    return user.comments.exclude(summary__author=user, summary__is_anonymous=True)


def _hide_signed(user: User, moment: datetime) -> None:
    """At one moment, by which `lift` knows them again."""
    for summary in user.summaries.listed().filter(is_anonymous=False).select_related("paper"):
        summary.hide(moment)
    for comment in _signed_comments(user).visible().select_related("summary__paper"):
        comment.hide(moment)


def _show_hidden_at(user: User, moment: datetime) -> None:
    for summary in user.summaries.filter(hidden_at=moment).select_related("paper"):
        summary.unhide()
    for comment in Comment.objects.filter(author=user, hidden_at=moment).select_related("summary"):
        comment.restore()


def _queue_anonymous(user: User, reason: str) -> None:
    for summary in user.summaries.listed().filter(is_anonymous=True):
        ticket = Ticket.objects.about("summary", summary)
        Report.objects.create(ticket=ticket, reason=reason, words=BANNED)
        ticket.open()
