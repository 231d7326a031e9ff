"""Two papers that were made one, and all that it takes to part them again."""

from django.db import models


class MergeQuerySet(models.QuerySet):
    def standing(self):
        """Those that nobody has undone, the last first: they are undone in that order."""
        return self.filter(undone_at=None).order_by("-pk")


class Merge(models.Model):
    """That `paper` took over all that belonged to another row. `summaries.moderation.merging`."""

    paper = models.ForeignKey("Paper", models.CASCADE, related_name="merges")
    former_id = models.BigIntegerField()
    former_key = models.CharField(max_length=255)
    journal = models.JSONField(help_text="What moved, what went, what was gained.")
    created_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    objects = MergeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.former_key} became {self.paper.key}"
