"""Who people are."""

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models, transaction
from django.db.models import Max, Q, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse

from summaries.ranking import wilson_lower_bound
from summaries.rendering import VERSION, render


class UserQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everyone whose account is open; a closed one shows no page to anybody."""
        return self.filter(is_active=True)

    def contributors(self):
        """People with a public, named summary, most valued first.

        `changed_at` is of these summaries alone: nothing here may move with an anonymous one.
        """
        named = Q(
            summaries__visibility="public",
            summaries__hidden_at=None,
            summaries__is_anonymous=False,
        )
        people = self.annotate(changed_at=Max("summaries__updated_at", filter=named))
        return people.filter(summary_count__gt=0).order_by("-contribution", "-summary_count", "pk")


class Users(UserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Django's manager with our clauses; migrations have no use for it."""

    use_in_migrations = False


class User(AbstractUser):
    """A person with an account: writes summaries and comments, votes."""

    display_name = models.CharField(max_length=100, blank=True)
    bio = models.TextField(blank=True, max_length=5000, help_text="Markdown and LaTeX.")
    bio_html = models.TextField(editable=False, blank=True)  # from bio, by save()
    renderer_version = models.PositiveSmallIntegerField(default=0, editable=False, db_index=True)
    # Over public, named summaries only; by recount().
    summary_count = models.PositiveIntegerField(default=0, editable=False)
    contribution = models.FloatField(default=0, editable=False, db_index=True)
    objects = Users()  # type: ignore[misc]

    def __str__(self) -> str:
        return self.display_name or self.username

    def save(self, *, update_fields=None, **kwargs) -> None:
        if update_fields is None or "bio" in update_fields:
            changed = self.render_bio()
            update_fields = update_fields and {*update_fields, *changed}
        super().save(update_fields=update_fields, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("summaries:person", args=[self.username])

    def render_bio(self) -> set[str]:
        """Fill the columns that come from `bio`; returns their names. Writes nothing."""
        self.bio_html, self.renderer_version = render(self.bio, under=1).html, VERSION
        return {"bio_html", "renderer_version"}

    @transaction.atomic
    def recount(self) -> None:
        """Bring `summary_count` and `contribution` up to date with the summaries' votes."""
        User.objects.select_for_update(no_key=True).get(pk=self.pk)  # one count at a time
        named = self.summaries.listed().filter(is_anonymous=False)
        votes = named.aggregate(ups=Coalesce(Sum("ups"), 0), downs=Coalesce(Sum("downs"), 0))
        self.summary_count = named.count()
        self.contribution = wilson_lower_bound(votes["ups"], votes["downs"])
        self.save(update_fields=["summary_count", "contribution"])
