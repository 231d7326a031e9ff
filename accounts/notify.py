"""What happened, told to those whom it concerns: rows for the inbox, mails for the outbox.

Each function is called in the transaction of its event, so that neither exists without the other,
and may be called again: nobody is told twice.
"""

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.mailer import send_due
from accounts.models import MailChoice, Notification, OutgoingMail, User
from summaries.models import Comment, Follow, Summary

MILESTONES = (1, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)  # votes up
BATCH = 500  # rows of one INSERT

Kind, How = Notification.Kind, MailChoice.How


def comment_posted(comment: Comment) -> None:
    """Tell whom it answers, whom it names, and who wrote the summary: each once."""
    summary, actor = comment.summary, comment.author_id
    for kind, people in (
        (Kind.REPLY, User.objects.filter(comments__answers=comment)),
        (Kind.MENTION, comment.mentioned()),
        (Kind.COMMENT, User.objects.filter(pk=summary.author_id)),
    ):
        _tell(kind, people.exclude(pk=actor), summary, comment=comment)


def summary_published(summary: Summary) -> None:
    """Tell those who follow what it is about or, if it is signed, who wrote it."""
    followers = Follow.objects.concerned_with(summary).values("user")
    people = User.objects.filter(pk__in=followers).exclude(pk=summary.author_id)
    _tell(Kind.SUMMARY, people, summary)


def name_withdrawn(summary: Summary) -> None:
    """The author chose to be anonymous: who was told for following them keeps no trace of it."""
    followers = Follow.objects.concerned_with(summary).values("user")
    told = Notification.objects.filter(kind=Kind.SUMMARY, summary=summary)
    told.exclude(user__in=followers).delete()


def votes_changed(summary: Summary, before: int = 0) -> None:
    """Tell the author when another milestone is passed; taken back and cast again is no news.

    `before` is how many votes were for it when somebody last looked.
    """
    passed = max((number for number in MILESTONES if before < number <= summary.ups), default=0)
    if not passed:
        return
    told = Notification.objects.filter(kind=Kind.VOTES, summary=summary)
    if told.filter(count__gte=passed).exists():
        return
    told.delete()
    _tell(Kind.VOTES, User.objects.filter(pk=summary.author_id), summary, count=passed)


def _tell(kind: str, people: QuerySet, summary: Summary, *, comment=None, count: int = 0) -> None:
    """Write the rows of one event, in four queries, or one more INSERT for each batch of people."""
    told = Notification.objects.filter(summary=summary, comment=comment)
    told = told if comment else told.filter(kind=kind)
    people = _reachable(people, summary).exclude(pk__in=told.values("user"))
    how = dict(people.values_list("pk", MailChoice.objects.of_each(kind)))
    event = {"kind": kind, "summary": summary, "comment": comment, "count": count}
    rows = [
        Notification(user_id=pk, awaits_digest=chosen == How.DIGEST, **event)
        for pk, chosen in how.items()
    ]
    Notification.objects.bulk_create(rows, BATCH, ignore_conflicts=True)
    at_once = {pk for pk, chosen in how.items() if chosen == How.AT_ONCE}
    if at_once:
        _mail(told.filter(kind=kind, mail=None), at_once)


def _reachable(people: QuerySet, summary: Summary) -> QuerySet:
    """Those who want to hear of the summary and may read it."""
    people = people.filter(is_active=True).exclude(mutes__summary=summary)
    is_listed = summary.visibility == Summary.Visibility.PUBLIC and not summary.hidden_at
    return people if is_listed else people.filter(pk=summary.author_id)


def _mail(told: QuerySet, at_once: set[int]) -> None:
    """Put a mail into the outbox for each of these people."""
    now = timezone.now()
    mails = [
        OutgoingMail(user_id=user, notification_id=pk, due_at=now)
        for pk, user in told.values_list("pk", "user")
        if user in at_once
    ]
    OutgoingMail.objects.bulk_create(mails, BATCH, ignore_conflicts=True)
    if settings.MAIL_INLINE:
        transaction.on_commit(send_due, robust=True)
