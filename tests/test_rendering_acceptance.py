"""Tricky inputs, and what must and must not come out of them."""

import json
from pathlib import Path

import pytest

from summaries.rendering import render

CASES = [
    json.loads(line)
    for line in Path(__file__).with_name("acceptance_markup.jsonl").read_text("utf-8").splitlines()
]
KNOWN = {"conf/nips/A_B_C": "A known paper"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_what_must_come_out_does_and_nothing_else(case):
    html = render(case["input"], papers=KNOWN).html

    assert [text for text in case["must_contain"] if text not in html] == []
    assert [text for text in case["must_not_contain"] if text in html] == []


@pytest.mark.parametrize(
    ("number", "rows"), [("ac02", 3), ("ac03", 3)], ids=["four backslashes", "three and a space"]
)
def test_a_row_break_with_too_many_backslashes_is_one_break(number, rows):
    (source,) = [case["input"] for case in CASES if case["id"] == number]

    assert render(source).html.count("<mtr>") == rows


def test_a_rule_after_a_row_break_keeps_its_backslashes():
    html = render(r"$$\begin{array}{c} a \\\hline b \end{array}$$").html

    assert html.count("<mtr>") == 2
    assert "math-line-top" in html


def test_a_table_with_bars_in_its_formulas_keeps_two_columns():
    (source,) = [case["input"] for case in CASES if case["id"] == "ac09"]
    html = render(source).html

    assert html.count("<th>") == 2
    assert html.count("<td>") == 2
    assert html.count("<math>") == 3


def test_three_bombs_are_three_boxes():
    (source,) = [case["input"] for case in CASES if case["id"] == "ac24"]

    assert render(source).html.count('class="math-error"') == 3


def test_every_dollar_of_the_matrix_factorisation_becomes_a_formula():
    dump = Path(__file__).parent.parent / "fixtures/dumps/002_b6b522412a1c0e5c.txt"
    lines = dump.read_text("utf-8").splitlines()
    (source,) = [line for line in lines if line.startswith("We want to find two matrices")]
    result = render(source)

    assert source.count("$") == 64
    assert result.errors == []
    assert "$" not in result.html
    assert (
        result.html.count("<math") == (64 - 2 * source.count("$$")) // 2 + source.count("$$") // 2
    )


@pytest.mark.parametrize(
    ("tex", "rows"),
    [
        (r"\begin{array}{c} a \\ b \\ \end{array}", 2),
        (r"\begin{bmatrix} 1 & 2 \\\end{bmatrix}", 1),
        (r"\begin{array}{c} a \\ \\ \end{array}", 2),
    ],
)
def test_the_last_row_break_begins_no_row(tex, rows):
    rendered = render(f"$${tex}$$")

    assert rendered.errors == []
    assert rendered.html.count("<mtr>") == rows
