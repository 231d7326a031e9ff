"""Who people are."""

import secrets
from datetime import timedelta

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models, transaction
from django.db.models import Max, OuterRef, Subquery
from django.utils import timezone
from django.utils.functional import cached_property

from accounts import contributions
from accounts.names import skeleton
from accounts.standing import ENOUGH_POSTS, PROBATION, approved_posts, is_young
from shortsci.addresses import address
from summaries.rendering import VERSION, render


class UserQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everyone whose account is open; a closed one shows no page to anybody."""
        return self.filter(is_active=True)

    def contributors(self):
        """People with a public, named summary, most valued first.

        `changed_at` is of these summaries alone: nothing here may move with an anonymous one.
        """
        texts = apps.get_model("summaries", "Summary").objects.listed().order_by()
        named = texts.filter(author=OuterRef("pk"), is_anonymous=False).values("author")
        people = self.annotate(changed_at=Subquery(named.values(last=Max("updated_at"))))
        return people.filter(summary_count__gt=0).order_by("-contribution", "-summary_count", "pk")


class Users(UserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Django's manager with our clauses; migrations have no use for it."""

    use_in_migrations = False

    def create_superuser(self, *args, **kwargs):
        """Whoever may run commands on the server vouches for the address."""
        user = super().create_superuser(*args, **kwargs)
        if user.email:
            user.emailaddress_set.create(email=user.email.lower(), primary=True, verified=True)
        user.mark_verified()
        return user


class User(AbstractUser):
    """A person with an account: writes summaries and comments, votes."""

    display_name = models.CharField(max_length=100, blank=True)
    bio = models.TextField(blank=True, max_length=5000, help_text="Markdown and LaTeX.")
    bio_html = models.TextField(editable=False, blank=True)  # from bio, by save()
    renderer_version = models.PositiveSmallIntegerField(default=0, editable=False, db_index=True)
    orcid = models.CharField("ORCID iD", max_length=19, blank=True)
    orcid_verified_at = models.DateTimeField(null=True, blank=True, editable=False)
    website = models.URLField(blank=True)
    skeleton = models.CharField(
        max_length=200, unique=True, editable=False, help_text="What the user name looks like."
    )  # from username, by save()
    licence = models.CharField("default licence", max_length=50, default="CC-BY-4.0")
    verified_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When a mail address was confirmed."
    )
    awaits_approval = models.BooleanField(
        default=False, help_text="Signed up while an admin had to approve everybody."
    )
    seen_at = models.DateTimeField(null=True, blank=True, editable=False)
    seen_before_at = models.DateTimeField(null=True, blank=True, editable=False)  # last visit
    feed_token = models.CharField(  # noqa: DJ001 - unique, so that none cannot be ""
        max_length=32, unique=True, null=True, editable=False
    )
    delete_at = models.DateTimeField(null=True, blank=True, editable=False)
    deletion_keeps_texts = models.BooleanField(default=True, editable=False)
    # Over public, named summaries only; by recount().
    summary_count = models.PositiveIntegerField(default=0, editable=False)
    contribution = models.FloatField(default=0, editable=False, db_index=True)
    objects = Users()  # type: ignore[misc]

    class Meta(AbstractUser.Meta):
        indexes = [
            models.Index(fields=["-contribution", "-summary_count", "id"], name="user_contributors")
        ]

    def __str__(self) -> str:
        return self.display_name or self.username

    def save(self, *, update_fields=None, **kwargs) -> None:
        if update_fields is None or "bio" in update_fields:
            changed = self.render_bio()
            update_fields = update_fields and {*update_fields, *changed}
        if update_fields is None or "username" in update_fields:
            self.skeleton = skeleton(self.username)
            update_fields = update_fields and {*update_fields, "skeleton"}
        super().save(update_fields=update_fields, **kwargs)

    def get_absolute_url(self) -> str:
        return address("summaries:person", self.username)

    def mark_verified(self) -> None:
        """Note that an address was confirmed; the first time counts."""
        self.verified_at = self.verified_at or timezone.now()
        self.save(update_fields=["verified_at"])

    def approve(self) -> None:
        """Let in somebody who waited for an admin."""
        self.awaits_approval = False
        self.save(update_fields=["awaits_approval"])

    def request_deletion(self, *, keep_texts: bool) -> None:
        """Have the account deleted once its owner had days to think again."""
        self.delete_at = timezone.now() + timedelta(days=settings.DAYS_TO_RECONSIDER)
        self.deletion_keeps_texts = keep_texts
        self.save(update_fields=["delete_at", "deletion_keeps_texts"])

    def set_feed(self, *, is_open: bool) -> None:
        """Give the personal feed a new secret address, or none; a former one ends."""
        self.feed_token = secrets.token_hex(16) if is_open else None
        self.save(update_fields=["feed_token"])

    def cancel_deletion(self) -> None:
        self.delete_at = None
        self.save(update_fields=["delete_at"])

    def render_bio(self) -> set[str]:
        """Fill the columns that come from `bio`; returns their names. Writes nothing."""
        self.bio_html, self.renderer_version = render(self.bio, under=1).html, VERSION
        return {"bio_html", "renderer_version"}

    @transaction.atomic(savepoint=False)
    def recount(self) -> None:
        """Bring `summary_count` and `contribution` up to date with the summaries' votes."""
        self.summary_count, self.contribution = contributions.recount(self.pk)

    @cached_property
    def unread_count(self) -> int:
        """How many news and notices wait in the inbox; nobody counts more than a hundred."""
        news = self.notifications.unread().in_sight().order_by().values("pk")
        notices = self.notices.unread().order_by().values("pk")
        return news.union(notices, all=True)[:100].count()

    @property
    def is_established(self) -> bool:
        """Whether votes count at once, and reports can hide a text."""
        return bool(self.verified_at) and timezone.now() - self.date_joined >= PROBATION

    @property
    def is_new(self) -> bool:
        """Whether limits are tighter and texts looked at more closely: seven days long, or until
        three posts stand; always without a confirmed address.
        """
        if not self.verified_at:
            return True
        return is_young(self) and approved_posts(self) < ENOUGH_POSTS

    @property
    def keeps_robots_out(self) -> bool:
        """Whether search engines should leave the person's pages alone, as of somebody new.

        Everybody can see it: were anonymous posts counted, it would tell that there are some.
        """
        if not self.verified_at:
            return True
        return is_young(self) and approved_posts(self, signed_only=True) < ENOUGH_POSTS
