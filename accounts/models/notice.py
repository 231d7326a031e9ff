"""What moderators did to one's texts or account, told to whom it concerns, and what they say."""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

SALT = "accounts.notice"
OPEN_FOR = timedelta(days=180)  # the link in the mail


class NoticeQuerySet(models.QuerySet):
    def unread(self):
        return self.filter(read_at=None)

    def appealed(self):
        """Those with an appeal that nobody has answered."""
        return self.filter(appealed_at__isnull=False, answered_at=None)

    def with_story(self):
        """With all that is told of them, in the same query."""
        return self.select_related("entry", "user", "ticket__summary__paper")

    def opened_by(self, token: str):
        """The one that the link in a mail leads to, or None."""
        try:
            return self.filter(pk=signing.loads(token, salt=SALT, max_age=OPEN_FOR)).first()
        except (signing.BadSignature, ValueError, TypeError):
            return None


class Notice(models.Model):
    """One entry of the moderation log, told to the person concerned. One may appeal once."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    entry = models.ForeignKey("summaries.LogEntry", models.PROTECT, related_name="+")
    ticket = models.ForeignKey("summaries.Ticket", models.CASCADE, related_name="notices")
    read_at = models.DateTimeField(null=True, blank=True)
    appeal = models.TextField(max_length=4000, blank=True)
    appealed_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    subject: str  # by name_notices()
    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "entry"], name="notice_once"),
            models.CheckConstraint(
                condition=Q(appealed_at=None) | ~Q(appeal=""), name="notice_appeal_has_words"
            ),
        ]

    def __str__(self) -> str:
        return str(self.entry)

    def get_absolute_url(self) -> str:
        return reverse("accounts:notice", args=[self.pk])

    @property
    def link(self) -> str:
        """For a mail: it opens without a log-in, which whoever is suspended does not have."""
        token = signing.dumps(self.pk, salt=SALT)
        return settings.SITE_URL + reverse("accounts:appeal", args=[token])

    @property
    def may_appeal(self) -> bool:
        favours = {"restore", "unlock", "lift", "unmerge", "decline"}
        waiting = {"hold"}  # for a moderator as it is
        return self.appealed_at is None and self.entry.action not in favours | waiting

    @transaction.atomic
    def make_appeal(self, words: str) -> bool:
        """Store the appeal and reopen the ticket; False when there was one already."""
        mine = Notice.objects.filter(pk=self.pk, appealed_at=None)
        now = timezone.now()  # whoever appeals has read it
        if not mine.update(appeal=words, appealed_at=now, read_at=Coalesce("read_at", now)):
            return False
        self.ticket.open()
        return True
