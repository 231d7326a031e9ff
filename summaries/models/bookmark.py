"""What people keep and follow."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce


class BookmarkQuerySet(models.QuerySet):
    def state_of(self, user, paper: OuterRef):
        """What that person's bookmark of the paper says, as an expression of a query."""
        if user.pk is None:
            return Value("")
        states = self.filter(user_id=user.pk, paper=paper).values("state")
        return Coalesce(Subquery(states), Value(""))

    def keep(self, user, paper, state: str) -> str:
        """Keep the paper in that state, or with "none" no more; the state it has now."""
        if state == "none":
            self.filter(user=user, paper=paper).delete()
            return ""
        self.update_or_create(user=user, paper=paper, defaults={"state": state})
        return state


class Bookmark(models.Model):
    """A paper that a person wants to read, has read, or liked."""

    class State(models.TextChoices):
        TO_READ = "to_read"
        READ = "read"
        LIKED = "liked"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="bookmarks")
    paper = models.ForeignKey("Paper", models.CASCADE, related_name="bookmarks")
    state = models.CharField(max_length=10, choices=State, default=State.TO_READ)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    objects = BookmarkQuerySet.as_manager()

    class Meta:
        ordering = ["-updated_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "paper"], name="bookmark_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()}: {self.paper_id}"


class FollowQuerySet(models.QuerySet):
    def is_followed(self, user, target: str):
        """Whether that person follows the row, as an expression of a query over targets."""
        if user.pk is None:
            return Value(False)
        return Exists(self.filter(user_id=user.pk, **{target: OuterRef("pk")}))

    def note(self, user, target: str, thing, follow: bool) -> bool:
        """Let that person follow the thing, or follow it no more; what holds now."""
        if follow:
            self.get_or_create(user=user, **{target: thing})
        else:
            self.filter(user=user, **{target: thing}).delete()
        return bool(follow)

    def concerned_with(self, summary):
        """Those that the summary is news for; of an anonymous one no person's followers hear."""
        paper = summary.paper
        signed_by = None if summary.is_anonymous else summary.author_id
        return self.filter(
            Q(paper=paper)
            | Q(venue__isnull=False, venue=paper.venue_id)
            | Q(author__in=paper.authorships.values("author"))
            | Q(keyword__in=paper.keywords.order_by().values("pk"))
            | Q(person__isnull=False, person=signed_by)
        )

    def with_targets(self):
        """Without people whose account is closed: they have no page."""
        in_sight = self.exclude(person__isnull=False, person__is_active=False)
        return in_sight.select_related(*Follow.TARGETS)


class Follow(models.Model):
    """That a person wants to hear of new summaries by, of, at or about something."""

    TARGETS = {  # and what of each stands in its address
        "person": "username",
        "paper": "key",
        "venue": "key",
        "author": "slug",
        "keyword": "name",
    }

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="follows")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="followers"
    )
    paper = models.ForeignKey("Paper", models.CASCADE, null=True, related_name="followers")
    venue = models.ForeignKey("Venue", models.CASCADE, null=True, related_name="followers")
    author = models.ForeignKey("Author", models.CASCADE, null=True, related_name="followers")
    keyword = models.ForeignKey("Keyword", models.CASCADE, null=True, related_name="followers")
    created_at = models.DateTimeField(auto_now_add=True)
    objects = FollowQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            *(
                models.UniqueConstraint(
                    fields=["user", target],
                    condition=Q(**{f"{target}__isnull": False}),
                    name=f"follow_{target}_once",
                )
                for target in ("person", "paper", "venue", "author", "keyword")
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False, paper=None, venue=None, author=None, keyword=None)
                | Q(person=None, paper__isnull=False, venue=None, author=None, keyword=None)
                | Q(person=None, paper=None, venue__isnull=False, author=None, keyword=None)
                | Q(person=None, paper=None, venue=None, author__isnull=False, keyword=None)
                | Q(person=None, paper=None, venue=None, author=None, keyword__isnull=False),
                name="follow_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(person=None) | ~Q(person=models.F("user")), name="follow_not_oneself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} follows {self.target}"

    @property
    def target(self):
        """The one thing that is followed."""
        return getattr(self, self.kind)

    @property
    def kind(self) -> str:
        """Which of TARGETS it is."""
        return next(name for name in self.TARGETS if getattr(self, f"{name}_id") is not None)
