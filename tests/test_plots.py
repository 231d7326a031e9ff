"""The plot of readers a day: the days that were asked for, each with its number."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import RequestFactory

from summaries.readers import plot
from tests.factories import make_daily_readers

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)


def get(query):
    return RequestFactory().get("/", query)


@pytest.mark.parametrize(
    ("query", "days"),
    [
        ({}, 30),
        ({"days": "7"}, 7),
        ({"days": "365"}, 365),
        ({"days": "8"}, 30),
        ({"days": "x"}, 30),
    ],
)
def test_the_plot_covers_the_days_that_were_asked_for(paper, query, days):
    with time_machine.travel(MONDAY, tick=False):
        make_daily_readers(paper=paper, day=date(2026, 3, 2), readers=4)
        make_daily_readers(paper=paper, day=date(2026, 2, 27), readers=2)
        make_daily_readers(paper=paper, day=date(2024, 3, 2), readers=100)
        drawn = plot(get(query), paper.daily_readers.filter(summary=None))

    assert drawn.days == len(drawn.bars) == days
    assert drawn.bars[-1] == (date(2026, 3, 2), 4, 100)
    assert drawn.bars[-4] == (date(2026, 2, 27), 2, 50)
    assert drawn.bars[-2] == (date(2026, 3, 1), 0, 0)
    assert (drawn.total, drawn.most) == (6, 4)


def test_the_oldest_day_of_a_plot_is_drawn_and_the_one_before_is_not(paper):
    with time_machine.travel(MONDAY, tick=False):
        make_daily_readers(paper=paper, day=date(2026, 2, 24), readers=5)
        make_daily_readers(paper=paper, day=date(2026, 2, 23), readers=9)
        drawn = plot(get({"days": "7"}), paper.daily_readers.filter(summary=None))

    assert drawn.bars[0] == (date(2026, 2, 24), 5, 100)
    assert drawn.total == 5


def test_a_plot_without_readers_is_flat(paper):
    drawn = plot(get({}), paper.daily_readers.filter(summary=None))

    assert (drawn.total, drawn.most) == (0, 0)
    assert {height for _, _, height in drawn.bars} == {0}
