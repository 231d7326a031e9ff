"""What is mailed to people: their choices, and the outbox."""

import secrets
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import Case, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from .notice import Notice
from .notification import Notification


class MailChoiceQuerySet(models.QuerySet):
    def of_each(self, kind: str):
        """How each user of a query wants that kind, as an expression; never, where no
        confirmed address is known: the one that was typed may be somebody else's.
        """
        chosen = Subquery(self.filter(user=OuterRef("pk"), kind=kind).values("how"))
        never = Value(MailChoice.How.NEVER.value)
        return Case(
            When(Q(verified_at=None) | Q(email=""), then=never),
            default=Coalesce(chosen, Value(MailChoice.How.AT_ONCE.value)),
        )


class MailChoice(models.Model):
    """How a person wants to be mailed about one kind of notification; without a row, at once."""

    class How(models.TextChoices):
        AT_ONCE = "at_once"
        DIGEST = "digest", "in a daily digest"
        NEVER = "never"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_choices")
    kind = models.CharField(max_length=20, choices=Notification.Kind)
    how = models.CharField(max_length=10, choices=How)
    objects = MailChoiceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="mail_choice_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.how}"


def new_message_id() -> str:
    """Says nothing about anybody."""
    return f"<{secrets.token_hex(16)}@{urlsplit(settings.SITE_URL).hostname}>"


class OutgoingQuerySet(models.QuerySet):
    def waiting(self):
        """Neither sent nor given up."""
        return self.filter(sent_at=None, given_up_at=None)


class Outgoing(models.Model):
    """What both outboxes say about a mail: when it is due, and what became of it."""

    message_id = models.CharField(max_length=255, unique=True, default=new_message_id)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(help_text="Not before; moved on by a claim and by a failure.")
    sent_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True
        ordering = ["due_at", "pk"]


class OutgoingMail(Outgoing):
    """One mail to send, written in the transaction of the event that it tells of.

    `manage.py send_notifications` claims, sends and retries. A mail that was sent but not
    marked so is sent again under the same Message-ID, so that mail programs drop it.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mails")
    notification = models.OneToOneField(
        Notification, models.CASCADE, null=True, blank=True, related_name="mail"
    )
    notice = models.OneToOneField(
        Notice, models.CASCADE, null=True, blank=True, related_name="mail"
    )
    is_digest = models.BooleanField(default=False)
    objects = OutgoingQuerySet.as_manager()

    class Meta(Outgoing.Meta):
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(sent_at=None, given_up_at=None),
                name="mail_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"Mail {self.pk} to {self.user_id}"
