"""Write readers down: a mark for each, gone on the next day, and how many there are."""

from datetime import date

from django.db import transaction
from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from summaries import waiting_readers
from summaries.models import DailyReaders, DailySalt, Paper, ReaderMark, Summary
from summaries.waiting_readers import Reading


def forget_former_days() -> None:
    """Delete the marks of the days before today, and what they were made with."""
    for model in (ReaderMark, DailySalt):
        model.objects.filter(day__lt=timezone.now().date()).delete()


def write_down_waiting() -> int:
    """Give those who wait their marks; how many waited. Before their day is forgotten."""
    written = 0
    for readings in waiting_readers.batches():
        write_down(readings)
        written += len(readings)
    forget_former_days()
    return written


def write_down(readings: list[Reading]) -> None:
    """Mark these readers, once each, and count the marks."""
    summaries = {pk for reading in readings for pk in reading.summaries}
    papers = {reading.paper for reading in readings}
    # What has gone meanwhile has no readers any more, what was moved has them where it is now.
    paper_of = dict(Summary.objects.filter(pk__in=summaries).values_list("pk", "paper"))
    there = set(Paper.objects.filter(pk__in=papers).values_list("pk", flat=True))
    marks: dict[tuple[date, int], list[ReaderMark]] = {}
    for each in readings:
        pages: list[tuple[int, int | None]] = [(each.paper, None)] if each.paper in there else []
        pages += [(paper_of[pk], pk) for pk in each.summaries if pk in paper_of]
        for paper, pk in pages:
            mark = ReaderMark(day=each.day, visitor=each.visitor, paper_id=paper, summary_id=pk)
            marks.setdefault((each.day, paper), []).append(mark)
    for (day, paper), of_paper in sorted(marks.items(), key=lambda item: item[0]):
        _store_marks(day, paper, of_paper)


@transaction.atomic
def _store_marks(day: date, paper: int, marks: list[ReaderMark]) -> None:
    ReaderMark.objects.bulk_create(marks, ignore_conflicts=True)
    store_readers(day, paper, list(dict.fromkeys(mark.summary_id for mark in marks)))


@transaction.atomic
def store_readers(day: date, paper_id: int, targets: list[int | None]) -> None:
    """Count the marks of a paper's page (None among `targets`) and of summaries on it.

    A former day's number only grows: its marks may be gone.
    """
    # One at a time: who waits here sees the marks of who was first.
    Paper.objects.select_for_update(no_key=True).get(pk=paper_id)
    DailyReaders.objects.bulk_create(
        [DailyReaders(day=day, paper_id=paper_id, summary_id=pk, readers=0) for pk in targets],
        ignore_conflicts=True,
    )
    is_over = day < timezone.now().date()
    for key, of_kind in (("paper", {"summary": None}), ("summary", {"summary__isnull": False})):
        marks = ReaderMark.objects.filter(day=day, **{key: OuterRef(key)}, **of_kind)
        total = marks.order_by().values(key).annotate(total=Count("pk")).values("total")
        counts = DailyReaders.objects.filter(day=day, paper=paper_id, **of_kind)
        counted = Coalesce(Subquery(total), 0)
        counts.update(readers=Greatest(F("readers"), counted) if is_over else counted)
