"""What people have to say about papers."""

import secrets
from datetime import datetime

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q, Value
from django.utils import timezone

from accounts.standing import NEW_FOR
from shortsci.addresses import address
from summaries.rendering import VERSION, Rendered, lead_html, rest_html

from .citation import Citing
from .known import render_known
from .listing import SummaryQuerySet
from .paper import Paper
from .reader import ReaderMark
from .tally import Tallied
from .versions import Versioned


class Summary(Versioned, Tallied, Citing):
    """What one person has to say about one paper."""

    class Visibility(models.TextChoices):
        DRAFT = "draft"
        PRIVATE = "private"
        LINK = "link", "secret link"
        PUBLIC = "public"

    paper = models.ForeignKey(
        Paper,
        models.PROTECT,
        related_name="summaries",
        db_index=False,  # summary_one_a_user_and_paper begins with it
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="summaries",
        db_index=False,  # summary_of_person begins with it
        help_text="Empty for imported texts whose contributor is unknown.",
    )
    is_anonymous = models.BooleanField(default=False)
    is_imported = models.BooleanField(default=False, editable=False)
    visibility = models.CharField(max_length=10, choices=Visibility, default=Visibility.DRAFT)
    hidden_at = models.DateTimeField(null=True, blank=True, help_text="By a moderator.")
    share_token = models.CharField(
        max_length=32, unique=True, null=True, blank=True, editable=False
    )  # 128 random bits of the secret link; None while there is none
    comments_locked_at = models.DateTimeField(null=True, blank=True, help_text="By a moderator.")
    competing_interests = models.CharField(max_length=500, blank=True)
    ai_assistance = models.CharField(max_length=500, blank=True)
    licence = models.CharField(max_length=50, blank=True, default="CC-BY-4.0", help_text="SPDX.")
    body = models.TextField(max_length=100_000, help_text="Markdown and LaTeX, as written.")

    # From body, by save() through render_body().
    body_html = models.TextField(editable=False)
    text = models.TextField(editable=False)
    fold_at = models.PositiveIntegerField(default=0, editable=False)
    word_count = models.PositiveIntegerField(default=0, editable=False)
    has_math = models.BooleanField(default=False, editable=False)
    render_errors = models.JSONField(default=list, editable=False)
    renderer_version = models.PositiveSmallIntegerField(default=0, editable=False, db_index=True)

    # From its daily readers, by manage.py count_readers. May be null because SQLite adds only such
    # columns without making the table anew; it never is.
    readers_of_week = models.PositiveIntegerField(
        default=0, db_default=Value(0), null=True, blank=True, editable=False
    )

    published_at = models.DateTimeField(null=True, blank=True, help_text="First publication.")
    edited_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    objects = SummaryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "summaries"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "author"], name="summary_one_a_user_and_paper"
            ),
            models.CheckConstraint(
                condition=~Q(visibility="public") | Q(published_at__isnull=False),
                name="summary_public_has_date",
            ),
        ]
        indexes = [
            models.Index(fields=["-hot", "-id"], name="summary_hot"),
            models.Index(fields=["-published_at", "-id"], name="summary_recent"),
            models.Index(fields=["-quality", "-published_at", "-id"], name="summary_best"),
            models.Index(fields=["-readers_of_week", "-published_at", "-id"], name="summary_read"),
            models.Index(fields=["author", "-published_at", "-id"], name="summary_of_person"),
            # Every vote adds up what its author was given: some have written thousands of texts.
            models.Index(
                fields=["author", "visibility", "hidden_at", "is_anonymous", "ups", "downs", "id"],
                name="summary_given",
            ),
        ]

    def __str__(self) -> str:
        return f"Summary {self.pk} of {self.paper}"

    def save(self, *, update_fields=None, **kwargs) -> None:
        fields = set(update_fields) if update_fields is not None else None
        if fields is None or "body" in fields:
            changed = self.render_body()
            fields = fields and fields | changed
        if fields is None or fields & {"ups", "downs", "published_at"}:
            changed = self.rank()
            fields = fields and fields | changed
        super().save(update_fields=fields and fields | {"updated_at"}, **kwargs)
        if fields is None or "body" in fields:
            self.store_citations()

    def get_absolute_url(self) -> str:
        return address("summaries:summary", self.pk)

    def render_body(self, titles: dict[str, str] | None = None) -> set[str]:
        """Fill the columns that come from `body`; returns their names. Writes nothing.

        `titles` are of cited papers that the importer is about to write.
        """
        if self.renderer_version == VERSION and getattr(self, "_rendered_body", None) == self.body:
            return set()
        prepared_for, rendered = getattr(self, "_prepared", ("", None))
        if rendered is None or prepared_for != self.body:
            rendered = render_known(self.body, titles=titles)
        self.body_html, self.text = rendered.html, rendered.text
        self.fold_at, self.word_count = rendered.fold_at, rendered.word_count
        self.has_math, self.render_errors = rendered.has_math, rendered.errors
        self.renderer_version = VERSION
        self._rendered_body = self.body
        return {
            "body_html",
            "text",
            "fold_at",
            "word_count",
            "has_math",
            "render_errors",
            "renderer_version",
        }

    def prepare(self, body: str) -> Rendered:
        """Render `body` ahead of the transaction in which it is stored: it may take a second."""
        rendered = render_known(body)
        self._prepared = (body, rendered)
        return rendered

    @transaction.atomic
    def publish(self) -> None:
        """Make it public; the date of the first publication stays."""
        self.hidden_at = None
        self.save(update_fields=["hidden_at"])
        self.show_to(self.Visibility.PUBLIC)

    @transaction.atomic
    def show_to(self, visibility: str) -> None:
        """Make it a draft, private, shared by link or public; what a moderator hid stays hidden.

        The secret link ends with every step back from it, and a later one is another.
        """
        self.visibility = visibility
        if visibility == self.Visibility.PUBLIC:
            self.published_at = self.published_at or timezone.now()
            self.revisions.filter(number=self.version, shown_at=None).update(
                shown_at=timezone.now()
            )
        elif visibility == self.Visibility.LINK:
            self.share_token = self.share_token or secrets.token_hex(16)
        else:
            self.share_token = None
        self.save(update_fields=["visibility", "published_at", "share_token"])
        self.recount_owners()

    def share(self) -> None:
        """Make a new secret link in place of the one there was; what is public stays so."""
        self.share_token = secrets.token_hex(16)
        self.save(update_fields=["share_token"])
        if self.visibility != self.Visibility.PUBLIC:
            self.show_to(self.Visibility.LINK)

    @transaction.atomic
    def unshare(self) -> None:
        """End the secret link; what only the link opened is private again."""
        self.share_token = None
        self.save(update_fields=["share_token"])
        if self.visibility == self.Visibility.LINK:
            self.show_to(self.Visibility.PRIVATE)

    @transaction.atomic
    def hide(self, moment: datetime | None = None) -> None:
        """Take it from everybody's sight but its author's and the moderators'."""
        self.hidden_at = self.hidden_at or moment or timezone.now()
        self.save(update_fields=["hidden_at"])
        self.recount_owners()

    @transaction.atomic
    def unhide(self) -> None:
        """Show it to whom its author wants to show it."""
        self.hidden_at = None
        self.save(update_fields=["hidden_at"])
        self.recount_owners()

    @transaction.atomic
    def assign_to(self, user) -> None:
        """Give an imported summary to the person who wrote it; their own vote on it goes."""
        self.votes.filter(voter=user).delete()
        former, self.author = self.author, user
        self.save(update_fields=["author"])
        self.recount()
        if former and former != user:
            former.recount()

    @transaction.atomic
    def assign_to_paper(self, paper: Paper) -> None:
        """Say which paper the summary is about; an unidentified stub left empty leads there."""
        former, self.paper = self.paper, paper
        self.save(update_fields=["paper"])
        self.daily_readers.update(paper=paper)
        ReaderMark.objects.filter(summary=self).update(paper=paper)
        self.recount_owners()
        if former == paper:
            return
        if former.status == Paper.Status.UNIDENTIFIED and not former.summaries.exists():
            paper.replace(former)
        else:
            former.recount()

    def recount_owners(self) -> None:
        """Bring the counts of the paper and of the author up to date."""
        self.paper.recount()
        if self.author:
            self.author.recount()

    def stated_comment_count(self) -> int:
        """How many comments the old site says it had; their texts are not in its dumps."""
        this = Summary.objects.filter(pk=self.pk).with_stated_comments()
        return this.values_list("stated_comments", flat=True).first() or 0

    @property
    def shown_author(self):
        """The user whose page the reader may open, or None. Templates ask nothing else."""
        has_page = self.author and self.author.is_active and not self.is_anonymous
        return self.author if has_page else None

    @property
    def byline(self) -> str:
        """Who wrote it, as the reader may know it."""
        if self.is_anonymous:
            return "Anonymous"
        if self.author:
            return str(self.author)
        return "Unknown contributor" if self.is_imported else "A deleted user"

    @property
    def keeps_robots_out(self) -> bool:
        """Whether search engines should not list it yet: a reward for spam is out of reach.

        What has no name waits as long whoever wrote it: a shorter time would tell of its author.
        """
        if self.visibility != self.Visibility.PUBLIC or self.hidden_at:
            return True
        if self.is_anonymous:
            return self.published_at is None or timezone.now() - self.published_at < NEW_FOR
        return self.author is not None and self.author.keeps_robots_out

    @property
    def lead_html(self) -> str:
        """What a feed shows of a long text."""
        return lead_html(self.body_html, self.fold_at)

    @property
    def rest_html(self) -> str:
        """What a feed folds away; empty when the text is short."""
        return rest_html(self.body_html, self.fold_at) if self.fold_at else ""
