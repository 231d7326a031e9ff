"""Scores: known values, and what must hold for any votes and dates."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summaries.ranking import Z, hot, quality, wilson_lower_bound

VOTES = st.integers(0, 10_000)
DATES = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
DAY = datetime(2020, 1, 1, tzinfo=UTC)


def is_lower_end(bound, positive, negative):
    """Whether `bound` solves Wilson's equation |share - p| = z·√(p(1 - p)/n), from below."""
    n = positive + negative
    share = positive / n
    return bound <= share + 1e-12 and (share - bound) ** 2 == pytest.approx(
        Z * Z * bound * (1 - bound) / n, abs=1e-9
    )


@pytest.mark.parametrize(
    ("positive", "negative", "expected"),
    [
        (0, 0, 0.0),
        (0, 1, 0.0),
        (0, 100, 0.0),
        # All in favour: p solves (1 - p)² = z²p(1 - p)/n, so p = n/(n + z²).
        (1, 0, 1 / (1 + 1.2816**2)),
        (10, 0, 10 / (10 + 1.2816**2)),
        (1000, 0, 1000 / (1000 + 1.2816**2)),
        # Half in favour: p = 1/2 - z/(2√(n + z²)).
        (1, 1, 0.5 - 1.2816 / (2 * (2 + 1.2816**2) ** 0.5)),
        (50, 50, 0.5 - 1.2816 / (2 * (100 + 1.2816**2) ** 0.5)),
    ],
)
def test_the_lower_bound_has_its_known_values(positive, negative, expected):
    assert wilson_lower_bound(positive, negative) == pytest.approx(expected, abs=1e-12)


@given(VOTES, VOTES)
def test_the_lower_bound_solves_the_equation_of_the_interval(positive, negative):
    bound = wilson_lower_bound(positive, negative)

    assert 0 <= bound <= 1
    if positive + negative:
        assert is_lower_end(bound, positive, negative)


@given(VOTES, VOTES)
def test_one_more_vote_in_favour_never_lowers_and_one_against_never_raises(positive, negative):
    bound = wilson_lower_bound(positive, negative)

    assert wilson_lower_bound(positive + 1, negative) > bound
    assert wilson_lower_bound(positive, negative + 1) <= bound


@given(st.integers(1, 1000), st.integers(0, 1000), st.integers(2, 20))
def test_more_answers_with_the_same_share_are_trusted_more(positive, negative, factor):
    few = wilson_lower_bound(positive, negative)

    assert wilson_lower_bound(positive * factor, negative * factor) > few


def test_a_wider_confidence_gives_a_lower_bound():
    assert wilson_lower_bound(8, 2, z=2.0) < wilson_lower_bound(8, 2, z=1.0) < 0.8


@given(VOTES, VOTES)
def test_the_writer_counts_as_one_voice_in_favour(ups, downs):
    assert quality(ups, downs) == wilson_lower_bound(ups + 1, downs)
    assert quality(ups, downs) > 0


@pytest.mark.parametrize(
    ("ups", "downs", "expected"),
    [
        (0, 0, 0),
        (1, 0, 0),
        (0, 1, 0),
        (5, 5, 0),
        (10, 0, 1),
        (1000, 0, 3),
        (0, 100, -2),
        (12, 2, 1),
    ],
)
def test_hot_counts_the_votes_by_orders_of_magnitude(ups, downs, expected):
    assert hot(ups, downs, None, 10) == pytest.approx(expected)


def test_hot_counts_the_date_in_windows_since_1970():
    days_until_2020 = 50 * 365 + 12

    assert hot(0, 0, DAY, 10) == pytest.approx(days_until_2020 / 10)
    assert hot(0, 0, DAY, 1) == pytest.approx(days_until_2020)


@given(VOTES, DATES)
def test_ten_times_the_votes_weigh_as_much_as_one_window(votes, date):
    later = date + timedelta(days=10)

    assert hot(0, 0, later, 10) == pytest.approx(hot(10, 0, date, 10))
    assert hot(votes + 1, 0, later, 10) == pytest.approx(hot(10 * (votes + 1), 0, date, 10))


@given(VOTES, VOTES, DATES)
def test_a_vote_never_works_against_its_direction(ups, downs, date):
    now = hot(ups, downs, date, 10)

    assert hot(ups + 1, downs, date, 10) >= now >= hot(ups, downs + 1, date, 10)
