"""What people have typed and not saved yet."""

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.utils import timezone


class StaleDraft(Exception):
    """Another window has stored another text since; `draft` is that one."""

    def __init__(self, draft: "Draft"):
        super().__init__(str(draft))
        self.draft = draft


class DraftQuerySet(models.QuerySet):
    def keep(self, user, paper, version, **typed):
        """Store what is `typed` over the `version` that its window knows (0: none).

        Raises StaleDraft when another window was faster, unless both hold the same text.
        """
        rows = self.filter(user=user, paper=paper)
        values = {**typed, "version": version + 1, "updated_at": timezone.now()}
        if rows.filter(version=version).update(**values):
            return rows.get()
        try:
            with transaction.atomic():
                return self.create(user=user, paper=paper, **values)
        except IntegrityError:
            current = rows.first()
        if current is None:  # saved or thrown away between the two statements
            return self.create(user=user, paper=paper, **values)
        if current.body != typed["body"]:
            raise StaleDraft(current)
        return current


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
    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["-updated_at"]
        constraints = [models.UniqueConstraint(fields=["user", "paper"], name="draft_once")]

    def __str__(self) -> str:
        return f"Draft of {self.user_id} about {self.paper_id}"
