"""Tell the moderators of votes that look agreed upon. It decides nothing and counts nothing."""

from collections import Counter
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from accounts.models import SignUpOrigin
from summaries.models import Kind, Reason, Report, Ticket, Vote
from summaries.vote_rings import (
    crowds_of_one_network,
    mutual_pairs,
    pairs_of_one_network,
    pairs_together,
    rings,
)

SPAN = timedelta(days=90)
MOST_VOTES = 200_000  # the newest ones; all of them fit into memory
REPEATED_AFTER = timedelta(days=30)  # what moderators have settled is not told anew for so long
ONE_ANOTHER = "Gives most votes to people who give them back: {names}."
TOGETHER = "Votes alike with others, on texts on which few vote: {names}."
ONE_NETWORK = "Signed up from the same network as people whose texts this account values: {names}."
CROWD = "Signed up from the same network as others and voted as they did: {names}."
MOST_NAMES = 10


def report_votes() -> Counter[str]:
    """File a report about each person concerned; how many by kind, told before left out."""
    SignUpOrigin.objects.outdated().delete()
    votes = recent_votes()
    origin = dict(SignUpOrigin.objects.values_list("user", "digest"))
    filed: Counter[str] = Counter()
    for kind, words, groups in (
        ("one another", ONE_ANOTHER, rings(mutual_pairs(votes))),
        ("together", TOGETHER, rings(pairs_together(votes))),
        ("one network", ONE_NETWORK, rings(pairs_of_one_network(votes, origin))),
        ("crowds", CROWD, rings(crowds_of_one_network(votes, origin))),
    ):
        for group in groups:
            filed[kind] += _file(group, words)
    return filed


def recent_votes() -> list[tuple]:
    """Of people who may come in. Whose an anonymous text is, not even this report knows."""
    since = timezone.now() - SPAN
    rows = Vote.objects.filter(updated_at__gte=since, voter__is_active=True).order_by("-pk")
    columns = ("voter", "summary", "value", "summary__author", "summary__is_anonymous")
    found = rows.values_list(*columns)[:MOST_VOTES]
    return [(*vote, None if is_anonymous else author) for *vote, author, is_anonymous in found]


def _file(group: list[int], words: str) -> int:
    people = get_user_model().objects.filter(pk__in=group, is_active=True)
    return sum(_report(person, words, people) for person in people)


@transaction.atomic
def _report(person, words: str, people) -> bool:
    """One report about one person, if it was not filed lately."""
    ticket = Ticket.objects.locked(Kind.PERSON, person)
    names = sorted(f"@{other.username}" for other in people if other != person)
    words = words.format(names=", ".join(names[:MOST_NAMES]))
    former = ticket.reports.filter(  # type: ignore[attr-defined]
        words=words, created_at__gte=timezone.now() - REPEATED_AFTER
    )
    if not names or former.exists():
        return False
    Report.objects.create(ticket=ticket, reason=Reason.OTHER, words=words)
    ticket.open()
    return True
