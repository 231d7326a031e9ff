"""Ranks that are stored, and pages found by them."""

from collections import Counter

import pytest
from django.core.management import call_command
from django.utils import timezone

from summaries.models import DailyReaders, Paper, Summary
from summaries.spread import in_section
from tests.factories import make_daily_readers, make_keyword, make_paper, make_summary, make_venue

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


def test_a_section_has_the_same_texts_in_the_same_order_however_they_are_found(settings):
    venue, keyword = make_venue(section="statistics"), make_keyword("stat.ML")
    papers = [make_paper(venue=venue), make_paper(keywords=[keyword, "stat.ME"]), make_paper()]
    papers += [make_paper(venue=venue, keywords=[keyword])]
    for paper in papers:
        make_summary(paper=paper)
    rows = Summary.objects.listed().hottest_first()

    few, many = rows.in_section("statistics"), rows.along_section("statistics")
    assert list(few) == list(many)
    assert {row.paper for row in few} == {papers[0], papers[1], papers[3]}
    settings.PAGE_CACHE_SECONDS = 60
    assert list(in_section(rows, "statistics")) == list(few)


def test_a_keyword_has_the_same_papers_however_they_are_found():
    keyword = make_keyword("cs.LG")
    for year in (2001, None, 2003):
        make_paper(year=year, keywords=[keyword])
    make_paper()
    ways = [Paper.objects.under(keyword, is_common=way) for way in (True, False)]

    assert list(ways[0].latest_first()) == list(ways[1].latest_first())
    assert [paper.year for paper in ways[0].latest_first()] == [2003, 2001, None]
