"""The difference between two versions: complete, readable, and never slow."""

import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summaries import difference as module
from summaries.difference import MOST_TOKENS, Change, difference

WORDS = st.sampled_from(
    ["a", "matrix", "$x^2$", "$$y$$", " ", "\n", "\r\n", ".", "\N{GREEK SMALL LETTER ALPHA}", "$"]
)
SYMBOLS = [chr(code) for code in range(0x2200, 0x2200 + 100)]
TEXTS = st.one_of(st.text(), st.lists(WORDS).map("".join))


def together(changes, *kinds):
    return "".join(change.text for change in changes if change.kind in kinds)


@given(TEXTS, TEXTS)
def test_nothing_of_either_version_is_lost(old, new):
    changes = difference(old, new)

    assert together(changes, "same", "removed") == old
    assert together(changes, "same", "added") == new


@given(TEXTS)
def test_the_same_text_has_no_changes(text):
    assert together(difference(text, text), "same") == text
    assert {change.kind for change in difference(text, text)} <= {"same"}


@given(TEXTS, TEXTS)
def test_no_piece_is_empty_or_of_another_kind(old, new):
    for change in difference(old, new):
        assert change.text
        assert change.kind in {"same", "removed", "added"}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", []),
        ("", "new", [Change("added", "new")]),
        ("old", "", [Change("removed", "old")]),
        (
            "a good idea",
            "a bad idea",
            [
                Change("same", "a "),
                Change("removed", "good"),
                Change("added", "bad"),
                Change("same", " idea"),
            ],
        ),
        # A formula changes as a whole: half of one is not mathematics.
        (
            "so $a + b$ holds",
            "so $a + c$ holds",
            [
                Change("same", "so "),
                Change("removed", "$a + b$"),
                Change("added", "$a + c$"),
                Change("same", " holds"),
            ],
        ),
    ],
)
def test_changes_are_told_by_words_and_whole_formulas(old, new, expected):
    assert difference(old, new) == expected


def test_a_long_text_is_compared_by_lines_and_stays_whole():
    lines = [f"word {number}\n" for number in range(MOST_TOKENS // 2)]
    old, new = "".join(lines), "".join([*lines[:10], "another line\n", *lines[11:]])
    changes = difference(old, new)

    assert together(changes, "removed") == "word 10\n"
    assert together(changes, "added") == "another line\n"
    assert together(changes, "same", "removed") == old


def test_a_text_of_too_many_lines_is_replaced_as_one():
    old, new = "a\n" * (MOST_TOKENS + 1), "b\n" * 10

    assert difference(old, new) == [Change("removed", old), Change("added", new)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a b " * 25_000, "b a " * 25_000),
        (".,;" * 2_000, ",.;" * 2_000),
        ("".join(SYMBOLS) * 60, "".join(reversed(SYMBOLS)) * 60),
        ("\n".join(SYMBOLS * 500), "\n".join(SYMBOLS[::-1] * 500)),
        ("$" * 100_000, "$" * 99_999),
        ("$$" + "x" * 99_998, "$" + "x" * 99_999),
        ("a\n" * 50_000, "b\na\n" * 25_000),
        ("x " * 3_000, "x " * 2_999),
        ("x\ny\n" * 25_000, "y\nx\n" * 25_000),
    ],
    ids=[
        "words",
        "points",
        "symbols",
        "lines of symbols",
        "dollars",
        "unclosed",
        "lines",
        "repeated",
        "swapped lines",
    ],
)
def test_the_comparison_visits_a_bounded_number_of_pairs(monkeypatch, old, new):
    visited = 0

    class Counting(difflib.SequenceMatcher):
        def find_longest_match(self, *args):
            nonlocal visited
            alo, ahi = args[0], args[1]
            visited += sum(len(self.b2j.get(token, ())) for token in self.a[alo:ahi])
            return super().find_longest_match(*args)

    monkeypatch.setattr(module, "SequenceMatcher", Counting)
    changes = difference(old, new)

    assert together(changes, "same", "removed") == old
    assert together(changes, "same", "added") == new
    assert visited <= MOST_TOKENS**2  # whatever the length of the texts
