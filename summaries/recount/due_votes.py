"""Let votes count that have waited for their voters' accounts to become established."""

from django.db import transaction
from django.utils import timezone

from accounts.notify import votes_changed
from summaries.models import Summary, Vote


def count_due_votes() -> int:
    """Bring the votes into the tallies; how many. Safe to run twice."""
    counted = 0
    for pk in Vote.objects.due().order_by().values_list("summary", flat=True).distinct():
        counted += _count_due_votes_of(Summary.objects.get(pk=pk))
    return counted


@transaction.atomic
def _count_due_votes_of(summary: Summary) -> int:
    summary.lock()
    counted = summary.votes.due().update(counted_at=timezone.now())
    summary.recount()
    votes_changed(summary)
    return counted
