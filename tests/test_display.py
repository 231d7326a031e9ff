"""How values look: moments, scores, excerpts, licences, addresses."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summaries.templatetags.display import (
    ago,
    canonical,
    excerpt,
    licence,
    moment,
    signed,
)
from summaries.views.pages import Page

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (timedelta(seconds=-90), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(seconds=60), "1 minute ago"),
        (timedelta(minutes=59), "59 minutes ago"),
        (timedelta(hours=1), "1 hour ago"),
        (timedelta(hours=47), "1 day ago"),
        (timedelta(days=6), "6 days ago"),
        (timedelta(days=15), "2 weeks ago"),
        (timedelta(days=70), "2 months ago"),
        (timedelta(days=366), "1 year ago"),
        (timedelta(days=3000), "8 years ago"),
    ],
)
def test_a_moment_is_told_in_the_largest_unit_that_fits(time_machine, passed, words):
    time_machine.move_to(NOW, tick=False)

    assert ago(NOW - passed) == words


def test_a_moment_carries_its_exact_time_for_machines_and_in_the_title(time_machine):
    time_machine.move_to(NOW, tick=False)

    html = moment(NOW - timedelta(days=3))

    assert html == (
        '<time datetime="2026-11-18T12:00:00+00:00" title="18 November 2026, 12:00 UTC">'
        "3 days ago</time>"
    )


def test_a_moment_that_never_was_shows_nothing():
    assert moment(None) == ""


@pytest.mark.parametrize(("number", "shown"), [(3, "+3"), (0, "0"), (-12, "−12")])
def test_a_score_has_a_sign_and_a_true_minus(number, shown):
    assert signed(number) == shown


@pytest.mark.parametrize(
    ("text", "length", "expected"),
    [
        ("Short.", 20, "Short."),
        ("Two\n\nblocks", 20, "Two blocks"),
        ("A sentence, that goes on", 13, "A sentence…"),
        ("", 20, ""),
    ],
)
def test_an_excerpt_is_one_line_that_ends_between_words(text, length, expected):
    assert excerpt(text, length) == expected


@given(st.text(max_size=400), st.integers(10, 200))
def test_an_excerpt_is_never_longer_than_asked(text, length):
    line = excerpt(text, length)

    assert len(line) <= length
    assert len(line.splitlines()) <= 1


@pytest.mark.parametrize(
    ("spdx", "expected"),
    [
        ("", "licence not stated"),
        ("MIT", "MIT"),
        (
            "CC-BY-4.0",
            '<a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>',
        ),
    ],
)
def test_a_licence_goes_by_its_usual_name(spdx, expected):
    assert licence(spdx) == expected


@pytest.mark.parametrize(
    ("context", "query"),
    [
        ({}, ""),
        ({"tab": "hot", "page": Page(1, [], False)}, ""),
        ({"tab": "best"}, "?tab=best"),
        ({"tab": "hot", "section": SimpleNamespace(slug="cs")}, "?section=cs"),
        (
            {"tab": "read", "section": None, "page": Page(3, [], False, True)},
            "?tab=read&page=3",
        ),
        ({"page": Page(3, [], False, True, place=("after", "[2]"))}, "?page=3"),
        ({"page": Page(51, [], False, True, place=("after", "[2]"))}, "?page=51&after=%5B2%5D"),
    ],
)
def test_the_canonical_address_names_only_what_selects_other_rows(context, query):
    address = canonical({"canonical_url": "https://example.org/", **context})

    assert address == f"https://example.org/{query}"
