"""Who found which summary helpful."""

from django.conf import settings
from django.db import models
from django.db.models import Count, Q

from accounts.standing import established

from .summary import Summary


class VoteQuerySet(models.QuerySet):
    def counted(self):
        """Those in the tallies."""
        return self.filter(counted_at__isnull=False)

    def due(self):
        """Those that wait no longer: their voters' accounts have become established. Who is shut
        out or leaves gets none that count.
        """
        stays = self.filter(voter__is_active=True, voter__delete_at=None)
        return stays.filter(established("voter__"), counted_at=None)

    def leaving(self):
        """Those in the tallies whose voters have asked for their account to be deleted."""
        return self.counted().filter(voter__delete_at__isnull=False)

    def of_banned(self):
        """Those that must not count, whatever else."""
        return self.filter(voter__suspensions__is_ban=True, voter__suspensions__lifted_at=None)

    def reasons(self) -> list[tuple[str, int]]:
        """How often each reason was given, the commonest first: never by whom."""
        given = self.counted().exclude(reason="").order_by().values_list("reason")
        totals = given.annotate(total=Count("pk")).order_by("-total", "reason")
        return [(Vote.Reason(reason).label, total) for reason, total in totals]


class Vote(models.Model):
    """One person's up or down on one summary. Written by `Summary.set_vote`.

    That nobody votes on their own summary is a trigger's work (migration 0002).
    """

    class Reason(models.TextChoices):
        INACCURATE = "inaccurate"
        UNCLEAR = "unclear"
        COPIES = "copies", "copies the abstract"
        OFF = "off", "off the paper"

    summary = models.ForeignKey(
        Summary,
        models.CASCADE,
        related_name="votes",
        db_index=False,  # vote_one_a_user begins with it
    )
    voter = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="votes")
    value = models.SmallIntegerField(choices=[(1, "up"), (-1, "down")])
    reason = models.CharField(
        max_length=20, choices=Reason, blank=True, help_text="Of a down-vote; shown in sum only."
    )
    counted_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="Empty while its voter is too new."
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    objects = VoteQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["summary", "updated_at"], name="vote_age")]
        constraints = [
            models.UniqueConstraint(fields=["summary", "voter"], name="vote_one_a_user"),
            models.CheckConstraint(condition=Q(value__in=[1, -1]), name="vote_up_or_down"),
            models.CheckConstraint(
                condition=Q(reason="") | Q(value=-1), name="vote_reason_only_down"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value:+d} by {self.voter} on {self.summary_id}"
