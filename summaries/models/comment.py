"""What people answer to summaries."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from summaries.rendering import render

from .summary import Summary


class CommentQuerySet(models.QuerySet):
    def visible(self):
        """What anybody who sees the summary may read."""
        return self.filter(deleted_at=None, hidden_at=None)

    def in_thread_order(self):
        """In time order; a deleted one leaves a trace when somebody answered it."""
        answers = Comment.objects.visible().filter(parent=OuterRef("pk"))
        return (
            self.filter(Q(deleted_at=None, hidden_at=None) | Exists(answers))
            .select_related("author")
            .order_by("created_at", "pk")
        )


class Comment(models.Model):
    """One answer to a summary, or to another comment on it."""

    summary = models.ForeignKey(Summary, models.CASCADE, related_name="comments")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="comments"
    )
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="answers"
    )
    body = models.TextField(max_length=10_000, help_text="Markdown and LaTeX, as written.")
    body_html = models.TextField(editable=False)  # from body, by save()
    text = models.TextField(editable=False)  # from body, by save()
    edited_at = models.DateTimeField(null=True, blank=True, editable=False)
    deleted_at = models.DateTimeField(null=True, blank=True, help_text="By its author.")
    hidden_at = models.DateTimeField(null=True, blank=True, help_text="By a moderator.")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(parent=models.F("id")), name="comment_not_its_own_answer"
            )
        ]

    def __str__(self) -> str:
        return f"Comment {self.pk} on {self.summary_id}"

    def save(self, *, update_fields=None, **kwargs) -> None:
        if update_fields is None or "body" in update_fields:
            rendered = render(self.body)
            self.body_html, self.text = rendered.html, rendered.text
            update_fields = update_fields and {*update_fields, "body_html", "text"}
        super().save(update_fields=update_fields, **kwargs)

    def get_absolute_url(self) -> str:
        return f"{reverse('summaries:summary', args=[self.summary_id])}#comment-{self.pk}"

    @property
    def is_gone(self) -> bool:
        return bool(self.deleted_at or self.hidden_at)

    @property
    def byline(self) -> str:
        """Who wrote it; the writer of an anonymous summary is only "the author" below it."""
        if self.author is None:
            return "A deleted user"
        if self.summary.is_anonymous and self.author_id == self.summary.author_id:
            return "The author"
        return str(self.author)
