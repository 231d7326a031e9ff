"""What people are told: in the site's inbox, and by mail if they like."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class NotificationQuerySet(models.QuerySet):
    def unread(self):
        return self.filter(read_at=None)

    def in_sight(self):
        """Whose summary and comment that person may still read; what became of them since
        decides, not what they were when it happened.
        """
        public = Q(summary__visibility="public", summary__hidden_at=None)
        readable = Q(comment=None) | Q(comment__deleted_at=None, comment__hidden_at=None)
        return self.filter(public | Q(summary__author=models.F("user")), readable)

    def with_story(self):
        """With all that its sentence names, in the same query."""
        return self.select_related(
            "summary__paper", "summary__author", "comment__author", "comment__summary"
        )


class Notification(models.Model):
    """One thing that happened and concerns one person. Written by accounts.notify."""

    class Kind(models.TextChoices):
        COMMENT = "comment", "a comment on your summary"
        REPLY = "reply", "an answer to your comment"
        MENTION = "mention", "somebody mentions you"
        SUMMARY = "summary", "a new summary of what you follow"
        VOTES = "votes", "people value your summary"

    WHY = {
        Kind.COMMENT: "you wrote the summary",
        Kind.REPLY: "you wrote the comment that it answers",
        Kind.MENTION: "it names you",
        Kind.SUMMARY: "you follow its paper, or what the paper belongs to, or who wrote it",
        Kind.VOTES: "you wrote the summary",
    }

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=20, choices=Kind)
    summary = models.ForeignKey("summaries.Summary", models.CASCADE, related_name="+")
    comment = models.ForeignKey("summaries.Comment", models.CASCADE, null=True, related_name="+")
    count = models.PositiveIntegerField(default=0, help_text="Of the people who value it.")
    read_at = models.DateTimeField(null=True, blank=True)
    awaits_digest = models.BooleanField(default=False, help_text="The next one tells of it.")
    digest = models.ForeignKey(
        "OutgoingMail", models.SET_NULL, null=True, blank=True, related_name="digested"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["user", "-id"], name="notification_inbox"),
            models.Index(fields=["user"], condition=Q(read_at=None), name="notification_unread"),
            models.Index(
                fields=["user"], condition=Q(awaits_digest=True), name="notification_for_digest"
            ),
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

    def get_absolute_url(self) -> str:
        return (self.comment or self.summary).get_absolute_url()

    @property
    def told_of(self) -> str:
        """Whose doing it is, as the reader may know it; empty for votes, which are secret."""
        if self.kind == self.Kind.VOTES:
            return ""
        return (self.comment or self.summary).byline

    @property
    def sentence(self) -> str:
        """What happened; the paper's title stands beside it."""
        if self.kind == self.Kind.VOTES:
            helped = "1 person finds" if self.count == 1 else f"{self.count} people find"
            return f"{helped} your summary helpful"
        does = {
            self.Kind.COMMENT: "commented on your summary",
            self.Kind.REPLY: "answered your comment",
            self.Kind.MENTION: "mentioned you",
            self.Kind.SUMMARY: "wrote a summary",
        }
        return f"{self.told_of} {does[self.Kind(self.kind)]}"

    @property
    def why(self) -> str:
        """Why this person is told."""
        return self.WHY[self.Kind(self.kind)]


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
