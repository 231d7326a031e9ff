"""Who may not come in for a while, or at all."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class SuspensionQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(lifted_at=None)

    def over(self):
        """Those whose day has come and that nobody has lifted."""
        return self.in_force().filter(until__lte=timezone.now())


class Suspension(models.Model):
    """That a person may not come in: until a moment, or for good. `accounts.suspending` writes it.

    A ban is for good, and the votes of who is banned do not count.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="suspensions")
    until = models.DateTimeField(null=True, blank=True, help_text="Empty: for good.")
    is_ban = models.BooleanField(default=False)
    hides_texts = models.BooleanField(
        default=False, help_text="What the person wrote was hidden at that very moment."
    )
    created_at = models.DateTimeField(default=timezone.now)
    lifted_at = models.DateTimeField(null=True, blank=True)
    objects = SuspensionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(lifted_at=None), name="suspension_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(is_ban=False) | Q(until=None), name="suspension_ban_is_for_good"
            ),
        ]

    def __str__(self) -> str:
        return f"until {self.until:%Y-%m-%d}" if self.until else "for good"
