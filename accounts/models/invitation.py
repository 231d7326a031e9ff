"""Ways in, while sign-up is by invitation."""

import secrets

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone


def new_code() -> str:
    return secrets.token_urlsafe(16)


class InvitationQuerySet(models.QuerySet):
    def open(self):
        """Those with which somebody may still sign up."""
        return self.filter(used_at=None)

    def claim(self, code: str, user) -> None:
        """Let `user` alone have used it; Invitation.DoesNotExist when somebody else has."""
        if not self.open().filter(code=code).update(used_by=user, used_at=timezone.now()):
            raise Invitation.DoesNotExist


class Invitation(models.Model):
    """A code that lets one person sign up."""

    code = models.CharField(max_length=40, unique=True, default=new_code)
    note = models.CharField(max_length=200, blank=True, help_text="For whom, for the admins.")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    used_by = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField(null=True, blank=True)
    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.note or f"Invitation {self.pk}"

    @property
    def link(self) -> str:
        """What to send to the person who is invited."""
        return f"{settings.SITE_URL}{reverse('account_signup')}?code={self.code}"
