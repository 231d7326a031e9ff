"""What a vote does to the database, in as few and as plain statements as it takes.

A vote is the commonest write, and Django takes longer to write a statement than the database to
carry it out.
"""

from collections import Counter
from datetime import datetime

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection
from django.db.models import Count, Value

from shortsci.prepared import Prepared

CAST = """
    INSERT INTO summaries_vote
        (value, reason, counted_at, updated_at, summary_id, voter_id, created_at)
    VALUES (%s, %s, %s, %s, %s, %s, %s)
    ON CONFLICT (summary_id, voter_id) DO UPDATE SET value = excluded.value,
        reason = excluded.reason, counted_at = excluded.counted_at, updated_at = excluded.updated_at
"""
TAKE_BACK = "DELETE FROM summaries_vote WHERE summary_id = %s AND voter_id = %s"
RANK = """
    UPDATE summaries_summary
    SET ups = %s, downs = %s, score = %s, quality = %s, hot = %s, updated_at = %s WHERE id = %s
"""
# What the answer to a vote shows, and what ranks are made of.
COLUMNS = (
    *("ups", "downs", "score", "published_at", "visibility"),
    *("is_anonymous", "author_id", "paper_id"),
)


def _locked(pk: int):
    rows = apps.get_model("summaries", "Summary")._default_manager
    return rows.filter(pk=pk).select_for_update(no_key=True).values_list("ups", "downs")


def _to_vote_on(pk: int, reader: int):
    summaries = apps.get_model("summaries", "Summary").objects
    rows = summaries.visible_to(get_user_model()(pk=reader)).filter(pk=pk)
    return rows.only(*COLUMNS).select_for_update(no_key=True)


def _votes(pk: int):
    """How many of each value: those cast here, and those that came along."""
    cast = apps.get_model("summaries", "Vote").objects.counted().filter(summary=pk).order_by()
    came = apps.get_model("summaries", "CarriedVotes").objects.filter(summary=pk).order_by()
    return (
        cast.values_list("value")
        .annotate(total=Count("pk"))
        .union(came.values_list(Value(1), "ups"), came.values_list(Value(-1), "downs"), all=True)
    )


LOCK, TO_VOTE_ON, VOTES = Prepared(_locked), Prepared(_to_vote_on), Prepared(_votes)


def to_vote_on(pk: int, user):
    """The summary, if that person may see it, locked until the transaction ends; else None."""
    if user.is_staff:  # moderators see more, which makes another query
        summaries = apps.get_model("summaries", "Summary").objects.visible_to(user)
        return summaries.select_for_update(no_key=True).only(*COLUMNS).filter(pk=pk).first()
    return TO_VOTE_ON.first(pk, user.pk)


def cast(summary: int, voter: int, vote: tuple, now: datetime) -> None:
    """Write, change or with 0 take back the one vote of that person."""
    value, reason, counted_at = vote
    stored = connection.ops.adapt_datetimefield_value
    with connection.cursor() as cursor:
        if not value:
            cursor.execute(TAKE_BACK, [summary, voter])
            return
        vote = value, reason, stored(counted_at), stored(now)
        cursor.execute(CAST, [*vote, summary, voter, stored(now)])


def tally(summary: int) -> tuple[int, int]:
    """Votes for and against."""
    votes: Counter[int] = Counter()
    for value, total in VOTES.rows(summary):
        votes[value] += total
    return votes[1], votes[-1]


def store_rank(summary) -> None:
    """Its tallies, and what follows from them."""
    moment = connection.ops.adapt_datetimefield_value(summary.updated_at)
    numbers = summary.ups, summary.downs, summary.score, summary.quality, summary.hot
    with connection.cursor() as cursor:
        cursor.execute(RANK, [*numbers, moment, summary.pk])
