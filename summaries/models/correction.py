"""What people say is wrong in the facts of a paper."""

from django.conf import settings
from django.db import models
from django.db.models import Q

NEEDED = 2  # established people who say the same, the first of them included


class CorrectionQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state=Correction.State.OPEN)

    def decided(self):
        return self.exclude(state=Correction.State.OPEN)

    def with_people(self):
        return self.select_related("suggested_by", "decided_by").prefetch_related("agreed_by")


class Correction(models.Model):
    """One suggestion: which facts of a paper should say what, and why."""

    class State(models.TextChoices):
        OPEN = "open"
        APPLIED = "applied"
        REFUSED = "refused"
        OUTDATED = "outdated"

    paper = models.ForeignKey("Paper", models.CASCADE, related_name="corrections")
    suggested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="corrections"
    )
    agreed_by = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="agreed_corrections", blank=True
    )
    facts = models.JSONField(help_text="What the facts should say; only those that change.")
    former = models.JSONField(help_text="What they said when it was suggested.")
    reason = models.CharField(max_length=500, help_text="How one can tell.")
    state = models.CharField(max_length=20, choices=State, default=State.OPEN, db_index=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", decided_at=None)
                | (~Q(state="open") & Q(decided_at__isnull=False)),
                name="correction_decided_is_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"Correction {self.pk} of {self.paper_id}"

    def is_suggested_by(self, user) -> bool:
        return self.suggested_by_id is not None and self.suggested_by_id == user.pk

    @property
    def changes(self) -> list[tuple[str, str, str]]:
        """Each fact, what it said, and what it should say."""
        return [(name, self.former.get(name, ""), text) for name, text in self.facts.items()]

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    def has_enough(self) -> bool:
        """Whether as many established people say so as it takes; new accounts do not count."""
        people = {person for person in (self.suggested_by, *self.agreed_by.all()) if person}
        return sum(person.is_established and person.is_active for person in people) >= NEEDED
