"""Take the votes of people who leave out of the tallies one by one, before their account goes.

Were they to go with the account, all at one moment, whoever watches the numbers could tell what
it had voted for.
"""

from datetime import timedelta
from random import SystemRandom

from django.db import transaction
from django.utils import timezone

from summaries.models import Vote

EVERY = timedelta(hours=1)  # how often `count_votes` runs
_random = SystemRandom()


def withdraw_votes() -> int:
    """Some of those that still count: each is as likely to go in any hour that is left."""
    leaving = Vote.objects.leaving().select_related("voter", "summary__paper", "summary__author")
    return sum(_withdraw(vote) for vote in leaving if _random.random() < _chance(vote.voter))


def _chance(voter) -> float:
    left = (voter.delete_at - timezone.now()) / EVERY - 1  # one run may be late
    return 1 / max(left, 1)


@transaction.atomic
def _withdraw(vote: Vote) -> int:
    vote.summary.lock()
    withdrawn = Vote.objects.leaving().filter(pk=vote.pk).update(counted_at=None)
    vote.summary.recount()
    return withdrawn
