"""What summaries said before."""

from django.conf import settings
from django.db import models

from .summary import Summary


class SummaryRevisionQuerySet(models.QuerySet):
    def visible_to(self, user, summary: Summary):
        """The versions that were public once; the writer and the moderators see all."""
        is_moderator = user.is_staff and user.has_perm("summaries.change_summary")
        is_writer = user.is_authenticated and user.pk == summary.author_id
        return self if is_moderator or is_writer else self.exclude(shown_at=None)

    def citable_by(self, user, summary: Summary):
        """Those of them that still say what they said, the newest first, without their texts."""
        shown = self.visible_to(user, summary).filter(redacted_at=None)
        return shown.defer("body").order_by("-number")


class SummaryRevision(models.Model):
    """One saved version of a summary's text. Rows are only ever added."""

    summary = models.ForeignKey(Summary, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(help_text="1 is the first.")
    body = models.TextField()
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    note = models.CharField(max_length=200, blank=True)
    shown_at = models.DateTimeField(
        null=True, editable=False, help_text="When it became public; what never was stays private."
    )
    redacted_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    objects = SummaryRevisionQuerySet.as_manager()

    class Meta:
        ordering = ["summary", "number"]
        constraints = [
            models.UniqueConstraint(fields=["summary", "number"], name="revision_number_once")
        ]

    def __str__(self) -> str:
        return f"Version {self.number}"
