"""What summaries said before."""

from django.conf import settings
from django.db import models

from .summary import Summary


class SummaryRevision(models.Model):
    """One saved version of a summary's text. Rows are only ever added."""

    summary = models.ForeignKey(Summary, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(help_text="1 is the first.")
    body = models.TextField()
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    note = models.CharField(max_length=200, blank=True)
    redacted_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["summary", "number"]
        constraints = [
            models.UniqueConstraint(fields=["summary", "number"], name="revision_number_once")
        ]

    def __str__(self) -> str:
        return f"Version {self.number}"
