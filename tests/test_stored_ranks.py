"""Ranks that are stored, and pages found by them."""

from collections import Counter

import pytest
from django.core.management import call_command
from django.utils import timezone

from summaries.models import DailyReaders, Summary
from tests.factories import make_daily_readers, make_summary

pytestmark = pytest.mark.django_db


def test_the_timer_counts_the_readers_of_the_week(summary):
    today = timezone.now().date()
    DailyReaders.objects.create(day=today, paper=summary.paper, summary=summary, readers=4)
    call_command("count_readers", verbosity=0)

    summary.refresh_from_db()
    assert summary.readers_of_week == 4
    DailyReaders.objects.all().delete()
    call_command("count_readers", verbosity=0)
    summary.refresh_from_db()
    assert summary.readers_of_week == 0


def test_the_readers_of_a_paper_are_not_those_of_its_texts(summary):
    make_daily_readers(paper=summary.paper, readers=9)

    summary.refresh_from_db()
    assert summary.readers_of_week == 0


def test_any_text_may_be_drawn_and_none_that_is_not_listed(alice):
    listed = {make_summary().pk for _ in range(3)}
    make_summary(visibility="private")
    make_summary().hide()
    drawn = Counter(Summary.objects.listed().any().pk for _ in range(60))

    assert set(drawn) <= listed
    assert len(drawn) > 1


def test_with_wide_gaps_between_numbers_a_text_is_still_found(summary):
    make_summary(pk=summary.pk + 10**9)

    assert Summary.objects.listed().any() is not None
