"""Prove every derived number right, or make it so, from the rows it is derived from."""

import math
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import nullcontext

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Count, Model, Q, QuerySet, Sum
from django.utils import timezone

from summaries.batches import batches
from summaries.models import CarriedVotes, Comment, DailyReaders, Paper, ReaderMark, Summary, Vote
from summaries.ranking import wilson_lower_bound
from summaries.reader_marks import store_readers, write_down_waiting
from summaries.readers import count_readers_of_week

from .citations import recount_citations
from .places import recount_places

Counts = dict[str, int]
Numbers = dict[str, float]  # of one row, by the names of its columns
TALLIES = {
    "ups": Count("pk", filter=Q(value=1)),
    "downs": Count("pk", filter=Q(value=-1)),
}


def recount(*, check: bool = False) -> Counter[str]:
    """How many rows were wrong, by "table.column"; with `check` they stay so.

    What readers left behind on former days goes, too, where no reader has come since.
    """
    if not check:
        write_down_waiting()
        count_readers_of_week()
    wrong = _stop_counting_banned(check)
    for model, numbers_of in (
        (Summary, numbers_of_summaries),
        (Paper, numbers_of_papers),
        (get_user_model(), numbers_of_users),
    ):
        for keys in batches(model.objects.all()):  # type: ignore[attr-defined]
            wrong += _mend(model, keys, numbers_of, check)
    wrong += recount_places(check=check)
    return wrong + recount_citations(check=check) + _recount_today(check)


def _stop_counting_banned(check: bool) -> Counter[str]:
    """Votes of banned people that still count; what follows from them is mended after this."""
    keys = list(Vote.objects.counted().of_banned().values_list("pk", flat=True))
    if not check:
        Vote.objects.filter(pk__in=keys).update(counted_at=None)
    return Counter({"vote.counted_at": len(keys)} if keys else {})


def _mend(model: type[Model], keys: list[int], numbers_of: Callable, check: bool) -> Counter[str]:
    """Compare one batch with what it should be, and store what differs."""
    rows = model.objects.filter(pk__in=keys).order_by("pk")  # type: ignore[attr-defined]
    wrong: Counter[str] = Counter()
    with nullcontext() if check else transaction.atomic():
        batch = list(rows if check else rows.select_for_update(no_key=True))
        numbers, changed = numbers_of(batch), []
        for row in batch:
            columns = _differences(row, numbers[row.pk])
            wrong.update(f"{model._meta.model_name}.{column}" for column in columns)
            changed += [row] if columns else []
        if changed and not check:
            _store(model, changed, [*numbers[changed[0].pk]])
    return wrong


def _differences(row: Model, numbers: Numbers) -> list[str]:
    """The columns in which `row` was wrong; it is right afterwards, but not yet saved."""
    wrong = []
    for column, number in numbers.items():
        # The last digit of a logarithm differs between machines.
        if not math.isclose(getattr(row, column), number, rel_tol=1e-9, abs_tol=1e-12):
            wrong.append(column)
        setattr(row, column, number)
    return wrong


def _store(model: type[Model], rows: list, columns: list[str]) -> None:
    if any(field.name == "updated_at" for field in model._meta.fields):
        columns = [*columns, "updated_at"]  # what caches have of the row is old now
        for row in rows:
            row.updated_at = timezone.now()
    model.objects.bulk_update(rows, columns)  # type: ignore[attr-defined]


def numbers_of_summaries(batch: list[Summary]) -> dict[int, Numbers]:
    votes = _votes_on(Summary.objects.filter(pk__in=[row.pk for row in batch]), "summary")
    comments = _by(
        Comment.objects.visible().filter(summary__in=batch), "summary", total=Count("pk")
    )
    return {
        row.pk: _ranked(row, votes.get(row.pk, {}), comments.get(row.pk, {}).get("total", 0))
        for row in batch
    }


def _ranked(summary: Summary, votes: Counts, comments: int) -> Numbers:
    right = Summary(
        ups=votes.get("ups", 0), downs=votes.get("downs", 0), published_at=summary.published_at
    )
    scores = {column: getattr(right, column) for column in right.rank()}
    return {"ups": right.ups, "downs": right.downs, "comment_count": comments, **scores}


def numbers_of_papers(batch: list[Paper]) -> dict[int, Numbers]:
    listed = _by(Summary.objects.listed().filter(paper__in=batch), "paper", total=Count("pk"))
    return {row.pk: {"summary_count": listed.get(row.pk, {}).get("total", 0)} for row in batch}


def numbers_of_users(batch: list) -> dict[int, Numbers]:
    named = Summary.objects.listed().filter(author__in=batch, is_anonymous=False)
    counts = _by(named, "author", total=Count("pk"))
    votes = _votes_on(named, "summary__author")
    return {
        row.pk: {
            "summary_count": counts.get(row.pk, {}).get("total", 0),
            "contribution": wilson_lower_bound(
                votes.get(row.pk, {}).get("ups", 0), votes.get(row.pk, {}).get("downs", 0)
            ),
        }
        for row in batch
    }


def _votes_on(summaries: QuerySet, column: str) -> dict[int, Counts]:
    """The tallies for each value of `column`: votes cast here, and those that came along."""
    cast = _by(Vote.objects.counted().filter(summary__in=summaries), column, **TALLIES)
    came = CarriedVotes.objects.filter(summary__in=summaries)
    for owner, carried in _by(came, column, came_up=Sum("ups"), came_down=Sum("downs")).items():
        counts = cast.setdefault(owner, {"ups": 0, "downs": 0})
        counts["ups"] += carried["came_up"]
        counts["downs"] += carried["came_down"]
    return cast


def _recount_today(check: bool) -> Counter[str]:
    """The readers of today only: the marks of other days are gone, and with them the proof."""
    today = timezone.now().date()
    page = ("paper", "summary")
    marks = ReaderMark.objects.filter(day=today).order_by().values_list(*page)
    right = Counter({pair[:2]: pair[2] for pair in marks.annotate(total=Count("pk"))})
    counts = DailyReaders.objects.filter(day=today).values_list(*page, "readers")
    stored = Counter({pair[:2]: pair[2] for pair in counts})
    wrong = {pair for pair in right | stored if right[pair] != stored[pair]}
    for paper in () if check else sorted({paper for paper, _ in wrong}):
        store_readers(today, paper, [summary for owner, summary in wrong if owner == paper])
    return Counter({"dailyreaders.readers": len(wrong)})


def _by(rows, column: str, **aggregates) -> dict[int, Counts]:
    """The aggregates over `rows` for each value of `column`."""
    grouped: Iterable[dict] = rows.order_by().values(column).annotate(**aggregates)
    return {row.pop(column): row for row in grouped}
