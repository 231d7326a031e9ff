"""What people have typed and not saved yet."""

from django.conf import settings
from django.db import models


class Draft(models.Model):
    """The unsaved text of one person about one paper; nobody else ever sees it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    paper = models.ForeignKey("Paper", models.CASCADE, related_name="drafts")
    body = models.TextField(max_length=100_000, blank=True)
    fields = models.JSONField(default=dict, help_text="The other fields of the form.")
    base = models.PositiveIntegerField(
        default=0, help_text="Number of the revision it began from; 0: there was none."
    )
    version = models.PositiveIntegerField(default=1, help_text="Counts the saves.")
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-updated_at"]
        constraints = [models.UniqueConstraint(fields=["user", "paper"], name="draft_once")]

    def __str__(self) -> str:
        return f"Draft of {self.user_id} about {self.paper_id}"
