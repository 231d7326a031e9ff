"""What people have to say about papers."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Max, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from summaries import ranking
from summaries.rendering import VERSION, cited_keys, lead_html, render, rest_html

from .paper import Paper, head_prefetches
from .reader import DailyReaders, ReaderMark, first_day

HEADING = 2  # the level of the heading above a summary, on every page that shows one


class SummaryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What one person may see: public texts, and all of one's own.

        Texts hidden by a moderator are for their author and for moderators only.
        """
        if user.is_staff and user.has_perm("summaries.change_summary"):
            return self.filter(Q(visibility="public") | Q(author_id=user.pk))
        public = Q(visibility="public", hidden_at=None)
        return self.filter(public | Q(author_id=user.pk) if user.is_authenticated else public)

    def listed(self):
        """What anybody may see: in feeds, lists and counts, the same for every reader."""
        return self.filter(visibility="public", hidden_at=None)

    def in_section(self, slug: str):
        return self.filter(paper__in=Paper.objects.in_section(slug))

    def signed_by(self, user):
        """The ones that carry that person's name; never the anonymous ones."""
        return self.filter(author=user, is_anonymous=False)

    def hottest_first(self):
        return self.order_by("-hot", "-pk")

    def recent_first(self):
        return self.order_by("-published_at", "-pk")

    def best_first(self):
        return self.order_by("-quality", "-published_at", "-pk")

    def most_read_first(self):
        return self.with_readers_of_week().order_by("-readers_of_week", "-published_at", "-pk")

    def with_readers_of_week(self):
        """Each with `readers_of_week`: its distinct daily readers of the last seven days."""
        week = DailyReaders.objects.filter(summary=OuterRef("pk"), day__gt=first_day(7))
        total = week.order_by().values("summary").annotate(total=Sum("readers")).values("total")
        return self.annotate(readers_of_week=Coalesce(Subquery(total), 0))

    def with_byline(self):
        """With what stands beside and below the text: its writer, and how many read it."""
        return self.select_related("author").with_readers_of_week()

    def with_paper(self):
        """With the paper's whole head, in three more queries."""
        return self.select_related("paper__venue").prefetch_related(*head_prefetches("paper__"))


class Summary(models.Model):
    """What one person has to say about one paper."""

    class Visibility(models.TextChoices):
        DRAFT = "draft"
        PRIVATE = "private"
        LINK = "link", "secret link"
        PUBLIC = "public"

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="summaries")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="summaries",
        help_text="Empty for imported texts whose contributor is unknown.",
    )
    is_anonymous = models.BooleanField(default=False)
    is_imported = models.BooleanField(default=False, editable=False)
    visibility = models.CharField(max_length=10, choices=Visibility, default=Visibility.DRAFT)
    hidden_at = models.DateTimeField(null=True, blank=True, help_text="By a moderator.")
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

    # From the votes and comments, by recount().
    ups = models.PositiveIntegerField(default=0, editable=False)
    downs = models.PositiveIntegerField(default=0, editable=False)
    comment_count = models.PositiveIntegerField(default=0, editable=False)
    # From ups, downs and published_at, by save().
    score = models.IntegerField(default=0, editable=False)
    quality = models.FloatField(default=0, editable=False)
    hot = models.FloatField(default=0, editable=False)

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

    def get_absolute_url(self) -> str:
        return reverse("summaries:summary", args=[self.pk])

    def render_body(self, titles: dict[str, str] | None = None) -> set[str]:
        """Fill the columns that come from `body`; returns their names. Writes nothing.

        `titles` are of cited papers that the importer is about to write.
        """
        if self.renderer_version == VERSION and getattr(self, "_rendered_body", None) == self.body:
            return set()
        known = Paper.objects.titles(cited_keys(self.body))
        rendered = render(self.body, papers={**(titles or {}), **known}, under=HEADING)
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

    def rank(self) -> set[str]:
        """Fill the columns that come from votes and date; returns their names. Writes nothing."""
        self.score = self.ups - self.downs
        self.quality = ranking.quality(self.ups, self.downs)
        self.hot = ranking.hot(self.ups, self.downs, self.published_at, settings.HOT_WINDOW_DAYS)
        return {"score", "quality", "hot"}

    @transaction.atomic
    def publish(self) -> None:
        """Make it public; the date of the first publication stays."""
        self.visibility, self.hidden_at = self.Visibility.PUBLIC, None
        self.published_at = self.published_at or timezone.now()
        self.save(update_fields=["visibility", "hidden_at", "published_at"])
        self.recount_owners()

    @transaction.atomic
    def hide(self) -> None:
        """Take it from everybody's sight but its author's and the moderators'."""
        self.hidden_at = self.hidden_at or timezone.now()
        self.save(update_fields=["hidden_at"])
        self.recount_owners()

    @transaction.atomic
    def revise(self, body: str, editor=None, note: str = "") -> None:
        """Store a new text and remember it as a revision; nothing happens when it is the same."""
        if body == self.body and self.revisions.exists():
            return
        if self.revisions.exists():
            self.edited_at = timezone.now()
        self.body = body
        self.save(update_fields=["body", "edited_at"])
        self.add_revision(editor, note)

    def add_revision(self, editor=None, note: str = "") -> None:
        """Remember the present text as the newest revision."""
        last = self.revisions.order_by("number").last()
        number = last.number + 1 if last else 1
        self.revisions.create(number=number, body=self.body, editor=editor, note=note)

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

    @transaction.atomic
    def set_vote(self, voter, value: int) -> None:
        """Cast (1, -1), change or with 0 take back a vote; the tallies follow."""
        self._lock()
        if value:
            self.votes.update_or_create(voter=voter, defaults={"value": value})
        else:
            self.votes.filter(voter=voter).delete()
        self.recount()

    def _lock(self) -> None:
        """Let one transaction at a time change what is counted here; later ones wait."""
        Summary.objects.select_for_update(no_key=True).get(pk=self.pk)

    @transaction.atomic
    def recount(self) -> None:
        """Bring votes, comments and what depends on them up to date."""
        self._lock()
        self.ups = self.votes.filter(value=1).count()
        self.downs = self.votes.filter(value=-1).count()
        self.comment_count = self.comments.visible().count()
        self.save(update_fields=["ups", "downs", "comment_count"])
        self.recount_owners()

    def recount_owners(self) -> None:
        """Bring the counts of the paper and of the author up to date."""
        self.paper.recount()
        if self.author:
            self.author.recount()

    def stated_comment_count(self) -> int:
        """How many comments the dumps say it had; their texts are not in the dumps."""
        return self.sightings.aggregate(most=Max("comment_count"))["most"] or 0

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
    def lead_html(self) -> str:
        """What a feed shows of a long text."""
        return lead_html(self.body_html, self.fold_at)

    @property
    def rest_html(self) -> str:
        """What a feed folds away; empty when the text is short."""
        return rest_html(self.body_html, self.fold_at) if self.fold_at else ""
