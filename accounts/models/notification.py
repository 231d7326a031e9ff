"""What people are told: in the site's inbox, and by mail if they like."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class NotificationQuerySet(models.QuerySet):
    def unread(self):
        return self.filter(read_at=None)


class Notification(models.Model):
    """One thing that happened and concerns one person. Written by accounts.notify."""

    class Kind(models.TextChoices):
        COMMENT = "comment", "a comment on your summary"
        REPLY = "reply", "an answer to your comment"
        MENTION = "mention", "somebody mentions you"
        SUMMARY = "summary", "a new summary of what you follow"
        VOTES = "votes", "people value your summary"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=20, choices=Kind)
    summary = models.ForeignKey("summaries.Summary", models.CASCADE, related_name="+")
    comment = models.ForeignKey("summaries.Comment", models.CASCADE, null=True, related_name="+")
    read_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["user", "-id"], name="notification_inbox"),
            models.Index(fields=["user"], condition=Q(read_at=None), name="notification_unread"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "comment"],
                condition=Q(comment__isnull=False),
                name="notification_once_a_comment",
            ),
            models.UniqueConstraint(
                fields=["user", "kind", "summary"],
                condition=Q(comment=None),
                name="notification_once_a_summary",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Mute(models.Model):
    """That a person wants to hear no more about one summary."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mutes")
    summary = models.ForeignKey("summaries.Summary", models.CASCADE, related_name="mutes")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "summary"], name="mute_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} mutes {self.summary_id}"
