"""Whose votes count at once: people who are here for a day, with a confirmed address."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

PROBATION = timedelta(days=1)


def established(prefix: str = "") -> Q:
    """The condition on users found along `prefix`; `User.is_established` asks the same of one."""
    since = timezone.now() - PROBATION
    return Q(**{f"{prefix}verified_at__isnull": False, f"{prefix}date_joined__lte": since})
