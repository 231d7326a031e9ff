"""Lines, pages and years out of replies are plain, and such as can be stored."""

import pytest

from summaries.catalogue.sources import plain


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a\n b\t c", "a b c"),
        ("a\x00b\ud800c", "a b c"),
        ("\u202edlrow\u202c", "dlrow"),
        ("\u06a9\u200c\u0647", "\u06a9\u200c\u0647"),
        (7, "7"),
        (True, ""),
        (None, ""),
        (["a"], ""),
        ("x" * 2000, "x" * 1000),
    ],
)
def test_a_line_is_one_line_that_can_be_stored(value, text):
    assert plain.line(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("The <i>p</i>-value of H<sub>2</sub>O", "The p-value of H2O"),
        ("<jats:p>One.</jats:p><jats:p>Two.</jats:p>", "One. Two."),
        ("a &lt; b &amp;amp; c", "a < b &amp; c"),
        ("if a<b and c>d", "if a<b and c>d"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ('<mml:math xmlns:mml="x"><mml:mi>n</mml:mi></mml:math> bits', "n bits"),
        ("<" * 10_000, "<" * 1000),
        (None, ""),
    ],
)
def test_marks_of_publishers_go_and_everything_else_stays(value, text):
    assert plain.marked(value) == text


@pytest.mark.parametrize(
    ("value", "pages"),
    [
        ("117-49", "117-149"),
        ("117–149", "117-149"),
        ("e1002", "e1002"),
        ("S12-S19", "S12-S19"),
        ("1:1-1:20", "1:1-1:20"),
        ("9", "9"),
        (9, "9"),
        (None, ""),
    ],
)
def test_pages_are_written_one_way(value, pages):
    assert plain.pages(value) == pages


@pytest.mark.parametrize(
    ("value", "year"),
    [(2018, 2018), ("2018", 2018), ("2019 Winter", 2019), ("20190", None), (0, None), ("x", None)],
)
def test_only_a_year_is_a_year(value, year):
    assert plain.year(value) == year
