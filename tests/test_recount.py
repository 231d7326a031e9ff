"""`manage.py recount` finds every wrong number, puts it right, and leaves the rest alone."""

from functools import partial
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from summaries.batches import batches
from summaries.models import DailyReaders, DailySalt, Paper, ReaderMark, Summary
from tests.factories import (
    make_comment,
    make_daily_readers,
    make_imported_summary,
    make_summary,
    make_vote,
)

pytestmark = pytest.mark.django_db


def recount(*arguments):
    """What the command says, and its exit code."""
    output, code = StringIO(), 0
    try:
        call_command("recount", *arguments, stdout=output)
    except SystemExit as stop:
        code = stop.code
    return output.getvalue(), code


@pytest.fixture
def busy(summary, bob):
    """Votes up and down, comments seen and hidden, an anonymous text, a draft, readers."""
    make_vote(summary, 1, bob)
    make_vote(summary, 1)
    make_vote(summary, -1)
    make_comment(summary=summary)
    make_comment(summary=summary, hidden_at=timezone.now())
    make_vote(make_summary(author=summary.author, is_anonymous=True), 1, bob)
    make_summary(author=bob, visibility=Summary.Visibility.DRAFT)
    make_imported_summary(paper=summary.paper)
    today = timezone.now().date()
    for read in (None, summary):
        make_daily_readers(paper=summary.paper, summary=read, readers=2)
        for visitor in (b"first", b"second"):
            ReaderMark.objects.create(day=today, visitor=visitor, paper=summary.paper, summary=read)
    summary.refresh_from_db()
    return summary


WRONG = [
    (Summary, "ups", 7),
    (Summary, "downs", 7),
    (Summary, "comment_count", 7),
    (Summary, "score", -7),
    (Summary, "quality", 0.123),
    (Summary, "hot", 0.123),
    (Paper, "summary_count", 7),
    (User, "summary_count", 7),
    (User, "contribution", 0.123),
    (DailyReaders, "readers", 7),
]


def test_every_number_that_the_site_wrote_is_right(busy):
    assert recount("--check") == ("Every number is right.\n", 0)
    assert recount() == ("Every number is right.\n", 0)


@pytest.mark.parametrize(("model", "column", "value"), WRONG)
def test_a_wrong_number_is_found_and_put_right(busy, model, column, value):
    row = model.objects.order_by("pk").first()
    right = getattr(row, column)
    assert right != value
    model.objects.filter(pk=row.pk).update(**{column: value})

    name = f"{model._meta.model_name}.{column}"
    assert recount("--check") == (f"{name}: 1 wrong\n", 1)
    assert getattr(model.objects.get(pk=row.pk), column) == value
    assert recount() == (f"{name}: 1 wrong, put right\n", 0)
    assert getattr(model.objects.get(pk=row.pk), column) == pytest.approx(right)
    assert recount("--check") == ("Every number is right.\n", 0)


def test_what_follows_from_a_wrong_vote_is_counted_by_column(busy):
    busy.votes.filter(value=-1).delete()
    output, code = recount("--check")

    assert code == 1
    assert output.splitlines() == [
        "summary.downs: 1 wrong",
        "summary.hot: 1 wrong",
        "summary.quality: 1 wrong",
        "summary.score: 1 wrong",
        "user.contribution: 1 wrong",
    ]


def test_a_changed_number_changes_what_caches_are_told(busy):
    Summary.objects.filter(pk=busy.pk).update(score=99)
    other = make_summary()
    recount()

    assert Summary.objects.get(pk=busy.pk).updated_at > busy.updated_at
    assert Summary.objects.get(pk=other.pk).updated_at == other.updated_at
    assert Summary.objects.get(pk=busy.pk).published_at == busy.published_at


def test_readers_whose_row_is_lost_are_counted_again(busy):
    DailyReaders.objects.filter(summary=busy).delete()
    output, _ = recount()

    assert output == "dailyreaders.readers: 1 wrong, put right\n"
    assert DailyReaders.objects.get(summary=busy).readers == 2


def test_the_readers_of_former_days_stay(busy):
    yesterday = timezone.now().date() - timezone.timedelta(days=1)
    row = make_daily_readers(paper=busy.paper, day=yesterday, readers=40)
    recount()

    row.refresh_from_db()
    assert row.readers == 40


def test_what_readers_left_on_former_days_goes_but_not_in_a_check(busy):
    today = timezone.now().date()
    yesterday = today - timezone.timedelta(days=1)
    for day in (yesterday, today):
        DailySalt.objects.of(day)
    ReaderMark.objects.create(day=yesterday, visitor=b"then", paper=busy.paper)
    recount("--check")
    assert ReaderMark.objects.filter(day=yesterday).exists()
    recount()

    assert set(ReaderMark.objects.values_list("day", flat=True)) == {today}
    assert DailySalt.objects.get().day == today


def test_a_longer_window_of_hot_counts_as_wrong_until_recounted(busy, settings):
    settings.HOT_WINDOW_DAYS = 20.0

    assert recount("--check")[1] == 1
    assert "summary.hot" in recount()[0]
    assert recount("--check")[1] == 0


def test_batches_bound_the_work_and_miss_nobody(busy, monkeypatch):
    monkeypatch.setattr("summaries.recount.run.batches", partial(batches, size=2))
    monkeypatch.setattr("summaries.batches.BREATH", 0)
    for _ in range(5):
        make_summary()
    Summary.objects.update(score=50)
    total = Summary.objects.count()

    assert recount()[0] == f"summary.score: {total} wrong, put right\n"
    assert not Summary.objects.filter(score=50).exists()


def test_the_number_of_queries_does_not_grow_with_the_rows(busy):
    with CaptureQueriesContext(connection) as few:
        recount()
    for _ in range(10):
        make_vote(make_summary())
    with CaptureQueriesContext(connection) as many:
        recount()

    assert len(many) == len(few)
