"""Keys with which a person's own programs act in their name."""

import hashlib
import secrets
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

PREFIX = "ss_"  # so that scanners for leaked keys know one


def digest_of(secret: str) -> str:
    """What is stored of a key; a random one of 192 bits needs no salt and no slow hash."""
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()


class TokenQuerySet(models.QuerySet):
    def issue(self, user, name: str, scopes: list[str], expires_on: date | None = None):
        """A new token and its key, which nobody can find out afterwards."""
        secret = PREFIX + secrets.token_urlsafe(24)
        token = self.create(
            user=user,
            name=name,
            scopes=" ".join(sorted(scopes)),
            expires_on=expires_on,
            digest=digest_of(secret),
            ending=secret[-4:],
        )
        return token, secret

    def usable(self):
        """Those that are not over, of people who may log in."""
        today = timezone.now().date()
        return self.filter(
            Q(expires_on=None) | Q(expires_on__gte=today),
            user__is_active=True,
            user__awaits_approval=False,
            user__verified_at__isnull=False,
        )

    def opened_by(self, secret: str):
        """The usable token with that key, and its user, or None.

        The database looks for a hash: how long that takes tells nothing of any key.
        """
        return self.usable().select_related("user").filter(digest=digest_of(secret)).first()


class Token(models.Model):
    """A key with which a person's own programs act in their name, within its scopes."""

    class Scope(models.TextChoices):
        SUMMARIES = "summaries:write", "write summaries, and read your own"
        VOTES = "votes:write", "vote, and read your votes"
        BOOKMARKS = "bookmarks:write", "keep bookmarks, and read them"

    MOST = 20  # of one person

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=100, help_text="What it is for.")
    scopes = models.CharField(max_length=200, help_text="Parted by spaces.")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    ending = models.CharField(max_length=4, help_text="The last signs of the key, to know it by.")
    expires_on = models.DateField(null=True, blank=True, help_text="The last day of its use.")
    used_on = models.DateField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    objects = TokenQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(scopes=""), name="token_may_something"),
        ]

    def __str__(self) -> str:
        return self.name

    def may(self, scope: str) -> bool:
        return scope in self.scopes.split()

    def note_use(self) -> None:
        """Write down that it was used today; once a day is enough."""
        today = timezone.now().date()
        if self.used_on != today:
            Token.objects.filter(pk=self.pk).update(used_on=today)

    @property
    def rights(self) -> list[str]:
        """What it may do, in words."""
        return [str(self.Scope(scope).label) for scope in self.scopes.split()]

    @property
    def is_over(self) -> bool:
        return self.expires_on is not None and self.expires_on < timezone.now().date()
