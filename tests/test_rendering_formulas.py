"""Where formulas begin and end, and what only looks like one."""

import re

import pytest

from summaries.rendering import render


def formulas(source):
    """The TeX of each formula that was found, failed ones included."""
    html = render(source).html
    shown = r"<annotation [^>]*>(.*?)</annotation>|math-error\"[^>]*><code>(.*?)<"
    found = re.findall(shown, html, re.DOTALL)
    return [tex or failed for tex, failed in found]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("$x$", ["x"]),
        ("a$x$b", ["x"]),
        ("$x$-th and the $n$th", ["x", "n"]),
        ("**$x_1*y$** and *a $b_c$ d*", ["x_1*y", "b_c"]),
        ("$$a$$ and $$b$$", ["a", "b"]),
        ("$a$$b$", ["a", "b"]),
        (r"\(a+b\) and \[c+d\]", ["a+b", "c+d"]),
        ("$\\text{if $n$ is odd}$", [r"\text{if $n$ is odd}"]),
        ("$a\n= b$", ["a\n= b"]),
        ("3$\\times$ and $\\sim$5", [r"\times", r"\sim"]),
        ("$100$ classes and $3$", ["100", "3"]),
        ("$2 \\text{ or more}$", [r"2 \text{ or more}"]),
        ("[$x$](https://example.org/)", ["x"]),
        ("# $x$ again", ["x"]),
        ("| a |\n|---|\n| $x$ |", ["x"]),
        ("- $x$\n- $y$", ["x", "y"]),
        ("$x$[^1]\n\n[^1]: and $y$", ["x", "y"]),
        (r"$\{a\}$", [r"\{a\}"]),
        ("$`$ alone", ["`"]),
        ("$5 for $x$", ["x"]),
        ("a $x $y$ b", ["y"]),
        ("\\begin{align}\na\n\\end{align}", ["\\begin{align}\na\n\\end{align}"]),
        (r"so \begin{pmatrix}1\end{pmatrix} it is", [r"\begin{pmatrix}1\end{pmatrix}"]),
    ],
)
def test_this_is_a_formula(source, expected):
    assert formulas(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "$5 and $6",
        "\\$5\\$",
        "$ x $",
        "$20,000",
        "a lone $ here",
        "$$",
        "$$$$",
        "$$ $$",
        "$5-$10",
        "It was $5, not 6$.",
        "$$5 a piece, or 6$$ for two",
        "$x\n\ny$",
        "$$x\n\ny$$",
        "$a `b$` c",
        "`$x$`",
        "    $x$",
        "~~~\n$x$\n~~~",
        "$a}$ and ${b$",
        r"\[1\] \[2, 3\] \[4-6\]",
        r"as they said \[sic\]",
        r"\[Smith et al., 2019\] and \(see below\)",
        r"\begin{document} no \end{document}",
        r"\begin{align} never ended",
        "[cost $5](https://example.org/$y)",
        "<https://example.org/$a$>",
        "https://example.org/$a$b",
    ],
)
def test_this_is_text(source):
    result = render(source)

    assert formulas(source) == []
    assert not result.has_math
    assert result.errors == []


def test_text_that_is_no_formula_stands_as_it_was():
    assert render("$5 and $6, $ x $ and 7$").text == "$5 and $6, $ x $ and 7$"


@pytest.mark.parametrize(
    "source",
    [
        "$$\na\n- b\n+ c\n=\nd\n$$",
        "So $$\n- b\n---\n1. c\n> d\n$$ and more",
        "\\[\na\n- b\n\\]",
        "\\begin{aligned}\na\n- b\n\\end{aligned}",
        "> $$\n> a\n> - b\n> $$",
        "- item\n\n  $$\n  a\n  - b\n  $$",
    ],
)
def test_the_lines_of_a_displayed_formula_are_no_lists_or_headings(source):
    html = render(source).html

    assert html.count('display="block"') == 1
    for tag in ("<h3", "<h4", "<hr", "<ol", "<li>b"):
        assert tag not in html


def test_a_display_that_never_closes_leaves_the_list_after_it():
    html = render("So $$ a\n- b\n- c").html

    assert html.count("<li>") == 2


def test_a_formula_in_a_quote_loses_the_marks_of_the_quote():
    assert formulas("> $$\n> a\n> + b\n> $$") == ["a\n+ b"]


@pytest.mark.parametrize("bar", ["$|x|$", "$p(y|x)$", r"\(a|b\)", "$\\|w\\|$"])
def test_a_bar_in_a_formula_splits_no_cell(bar):
    html = render(f"| {bar} | b |\n|---|---|\n| c | {bar} |").html

    assert html.count("<math>") == 2
    assert html.count("<td>") == 2


def test_a_private_character_of_the_author_survives_in_a_table():
    result = render("| $a|b$ \ue000 |\n|---|\n| \ue001 |")

    assert "\ue000" in result.text
    assert "\ue001" in result.text


def test_text_cannot_forge_a_placeholder():
    source = "x0000000000000000m0z $a$ " + "x" + "0" * 16 + "v0z"

    assert render(source).text == source.replace("$a$", "a")


def test_display_and_inline_formulas_differ_in_their_box():
    html = render("$a$ and $$b$$").html

    assert html.count('class="math-display" tabindex="0"') == 1
    assert html.count("<math>") == 1
    assert html.count('<math display="block">') == 1
