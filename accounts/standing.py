"""Who is trusted with what yet: whose votes count, and who is still new."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

PROBATION = timedelta(days=1)
NEW_FOR = timedelta(days=7)
ENOUGH_POSTS = 3  # that stand, and nobody is new any longer
TIME_TO_OBJECT = timedelta(days=1)  # that a post has to stand


def established(prefix: str = "") -> Q:
    """The condition on users found along `prefix`; `User.is_established` asks the same of one."""
    since = timezone.now() - PROBATION
    return Q(**{f"{prefix}verified_at__isnull": False, f"{prefix}date_joined__lte": since})


def is_young(user) -> bool:
    return timezone.now() - user.date_joined < NEW_FOR


def approved_posts(user, most: int = ENOUGH_POSTS, *, signed_only: bool = False) -> int:
    """How many public texts of theirs stand, up to `most`: for a day, and in no queue."""
    since = timezone.now() - TIME_TO_OBJECT
    texts, comments = user.summaries.listed(), user.comments.visible()
    if signed_only:
        texts = texts.filter(is_anonymous=False)
        comments = comments.exclude(summary__author=user, summary__is_anonymous=True)
    texts = texts.filter(published_at__lte=since, ticket__opened_at=None)
    comments = comments.filter(
        created_at__lte=since,
        ticket__opened_at=None,
        summary__visibility="public",
        summary__hidden_at=None,
    )
    keys = texts.order_by().values("pk").union(comments.order_by().values("pk"), all=True)
    return len(keys[:most])
