"""From which network somebody signed up, as a number that tells no address."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac

from shortsci.address import client_address, network_of

KEPT_FOR = timedelta(days=30)


class SignUpOriginQuerySet(models.QuerySet):
    def note(self, user, request) -> None:
        """Remember it for thirty days; what is older goes."""
        self.outdated().delete()
        self.create(user=user, digest=digest_of(network_of(client_address(request))))

    def outdated(self):
        return self.filter(created_at__lt=timezone.now() - KEPT_FOR)


class SignUpOrigin(models.Model):
    """A hash of the network of a sign-up, keyed with the site's secret: `vote_report` compares
    them, and they tell nothing else.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="sign_up_origin"
    )
    digest = models.CharField(max_length=64, db_index=True)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    objects = SignUpOriginQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Origin of {self.user_id}"


def digest_of(network: str) -> str:
    return salted_hmac("accounts.origin", network, algorithm="sha256").hexdigest()
