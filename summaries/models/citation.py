"""Which papers a summary mentions, so that a paper can tell who speaks of it."""

from django.db import models

from .summary import Summary


class Citation(models.Model):
    """A key that the text of one summary cites or links to, whether we know that paper or not."""

    summary = models.ForeignKey(Summary, models.CASCADE, related_name="citations")
    key = models.CharField(max_length=255, db_index=True, help_text="As in the text.")

    class Meta:
        ordering = ["summary", "key"]
        constraints = [
            models.UniqueConstraint(fields=["summary", "key"], name="citation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.key} in summary {self.summary_id}"
