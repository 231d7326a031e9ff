"""What people answer to summaries."""

from datetime import datetime

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from shortsci.addresses import address
from shortsci.kept_pages.writes import concerning
from summaries.rendering import VERSION

from .known import mentioned_people, render_known
from .listing import UNREAD_OF_PEOPLE
from .summary import Summary


class CannotRevise(Exception):
    """The comment is gone by now, or the comments are closed."""


class CommentQuerySet(models.QuerySet):
    def visible(self):
        """What anybody who sees the summary may read."""
        return self.filter(deleted_at=None, hidden_at=None)

    def with_author(self):
        """As a page shows them, with the traces that deleted and hidden ones leave."""
        return self.select_related("author").defer("body", "text", *UNREAD_OF_PEOPLE)

    def in_thread_order(self):
        """In time order."""
        return self.order_by("created_at", "pk")


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
    renderer_version = models.PositiveSmallIntegerField(default=0, editable=False, db_index=True)
    was_by_the_author = models.BooleanField(
        default=False, editable=False
    )  # of the summary, whose account is gone; else see is_by_the_author
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
        fields = set(update_fields) if update_fields is not None else None
        if fields is None or "body" in fields:
            changed = self.render_body()
            fields = fields and fields | changed
        super().save(update_fields=fields and fields | {"updated_at"}, **kwargs)

    def get_absolute_url(self) -> str:
        """On whatever page of the discussion it stands."""
        page = address("summaries:summary", self.summary_id)
        return f"{page}?comment={self.pk}#comment-{self.pk}"

    def render_body(self) -> set[str]:
        """Fill the columns that come from `body`; returns their names. Writes nothing."""
        rendered = render_known(self.body, may_mention=True)
        self.body_html, self.text, self.renderer_version = rendered.html, rendered.text, VERSION
        return {"body_html", "text", "renderer_version"}

    @transaction.atomic
    def post(self) -> None:
        """Store a new comment and let its summary know."""
        self.summary.lock()
        with concerning(self.summary.pages):
            self.save()
            self.summary.recount()

    @transaction.atomic
    def revise(self, body: str) -> None:
        """Store a new text and keep the former; nothing happens when it is the same.

        CannotRevise when a moderator has hidden it or closed the comments meanwhile.
        """
        if body == self.body:
            return
        former = Comment.objects.select_for_update(no_key=True).get(pk=self.pk)
        if former.is_gone or former.summary.comments_locked_at:
            raise CannotRevise
        self.body, self.edited_at = body, timezone.now()
        with concerning(self.summary.pages):
            self.revisions.create(body=former.body)
            self.save(update_fields=["body", "edited_at"])

    @transaction.atomic
    def retract(self) -> None:
        """Take it back, as its author."""
        self.deleted_at = self.deleted_at or timezone.now()
        with concerning(self.summary.pages):
            self.save(update_fields=["deleted_at"])
            self.summary.recount()

    @transaction.atomic
    def empty(self) -> None:
        """Leave nothing but its place in the thread."""
        self.revisions.all().delete()
        self.body, self.author = "", None
        self.deleted_at = self.deleted_at or timezone.now()
        self.save()

    @transaction.atomic
    def hide(self, moment: datetime | None = None) -> None:
        """Take it from everybody's sight."""
        self.hidden_at = self.hidden_at or moment or timezone.now()
        self.save(update_fields=["hidden_at"])
        self.summary.recount()

    @transaction.atomic
    def restore(self) -> None:
        """Show it again; one that its author deleted stays deleted."""
        self.hidden_at = None
        self.save(update_fields=["hidden_at"])
        self.summary.recount()

    @property
    def is_gone(self) -> bool:
        return bool(self.deleted_at or self.hidden_at)

    @property
    def is_by_the_author(self) -> bool:
        """Whether the writer of the summary answers below it."""
        return self.author_id is not None and self.author_id == self.summary.author_id

    @property
    def shown_author(self):
        """The user whose page the reader may open, or None. Templates ask nothing else."""
        is_unnamed = self.summary.is_anonymous and self.is_by_the_author
        has_page = self.author and self.author.is_active and not is_unnamed
        return self.author if has_page else None

    def mentioned(self):
        """The people whom it names, as rows."""
        return mentioned_people(self.body)

    def quotation(self) -> str:
        """The text as a quote in markdown, to answer below it."""
        return "".join(f"> {line}\n" for line in self.body.splitlines()) + "\n"

    @property
    def byline(self) -> str:
        """Who wrote it; the writer of an anonymous summary is only "the author" below it."""
        if self.summary.is_anonymous and (self.is_by_the_author or self.was_by_the_author):
            return "The author"
        if self.author is None:
            return "A deleted user"
        return str(self.author)


class CommentRevision(models.Model):
    """What a comment said before an edit; moderators may look it up."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="revisions")
    body = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True, help_text="When it was replaced.")

    class Meta:
        ordering = ["comment", "pk"]

    def __str__(self) -> str:
        return f"Former text of comment {self.comment_id}"
