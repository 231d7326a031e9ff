"""From LaTeX to MathML: rewrites, guards, the allow-list, errors, definitions."""

import html as entities
import re
from pathlib import Path

import pytest

from summaries.rendering import guards, mathematics, mathml, render
from summaries.rendering.guards import Refused
from summaries.rendering.mathml import NotAllowed, checked
from summaries.rendering.mathml_lists import STYLES


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"x \tag{3}", "x (3)"),
        (r"\begin{split}a&=b\\c&=d\end{split}", "a = b; c = d"),
        (r"\begin{align}a&=b\\c&=d\end{align}", "a = b; c = d"),
        (r"\begin{alignat}{2}a&=b\end{alignat}", "a = b"),
        (r"\begin{eqnarray}a&=&b\\c&=&d\end{eqnarray}", "a = b; c = d"),
        (r"\begin{gather*}a\\b\end{gather*}", "a; b"),
        (r"\begin{multline}a\\b\end{multline}", "a; b"),
        (r"\begin{equation}a\label{eq:a}\end{equation}", "a"),
        (r"\begin{smallmatrix}a&b\\c&d\end{smallmatrix}", "a b; c d"),
        (r"a \\ b", "a; b"),
        (r"a &= b \\ &= c", "a = b; = c"),
        (r"\begin{matrix}a\\[1ex]b\\[ -2.5 pt ]c\end{matrix}", "a; b; c"),
        (r"\begin{matrix}a\cr b\end{matrix}", "a; b"),
        (r"\begin{matrix}a \\\\ b \\\ c\end{matrix}", "a; b; c"),
        (r"\sum_{\substack{i\\j}} x", "∑_(i;j) x"),
        (r"\mathop{argmax}\limits_x f", "argmax_x f"),
        (r"\mathop{\mathrm{argmin}}\limits_x", "argmin_x"),
        (r"\mathop{\mathbb{E}}\limits_x", "𝔼_x"),
        (r"\not= \not\in", "≠ ∉"),
        (r"\text{a_b & c}", "a_b & c"),
        (r"\mbox{if $n$ is}", "if n is"),
        (r"\mathds{1}", "𝟙"),
        (r"\widetilde{x}", "x̃"),
        (r"1 \ensuremath{x}", "1x"),
        (r"\frac{a+b}{c}", "(a + b)/c"),
        (r"\sqrt[3]{x_{i}^{2}}", "³√(x_i²)"),
        (r"\underbrace{V}_{m \times n}", "V_(m×n)"),
        (r"f''(x)", "f″(x)"),
    ],
)
def test_what_authors_write_is_read(tex, text):
    result = render(f"$${tex}$$")

    assert result.errors == []
    assert result.text == text


def test_the_annotation_keeps_the_authors_tex():
    html = render(r"$\mathop{argmax}\limits_x f(x) < 1 & 2$ $a \lt b$").html

    assert r"<code>$\mathop{argmax}\limits_x f(x) &lt; 1 &amp; 2$</code>" in html
    assert r'<annotation encoding="application/x-tex">a \lt b</annotation>' in html


@pytest.mark.parametrize(
    ("tex", "reason"),
    [
        (r"\badcmd{x}", "Unknown command"),
        (r"\href{https://example.org/}{x}", r"Command not allowed: \href"),
        (r"\let\a=b", r"Command not allowed: \let"),
        (r"\csname x\endcsname", r"Command not allowed: \csname"),
        (r"\input{x}", r"Command not allowed: \input"),
        ("x" * 4_001, "4,001 of at most 4,000"),
        ("{" * 41 + "x" + "}" * 41, "Nested more than 40 deep"),
        (r"\left(" * 41 + r"\right)" * 41, "Nested more than 40 deep"),
        ("(" * 17, "brackets are not closed"),
        (r"\left(" * 17, "brackets are not closed"),
        ("&" * 2_001, "more than 2,000 cells"),
        (r"\sqrt" * 100 + "x", "Nested more than 40 deep"),
        (r"\sqrt\bar " * 100 + "x", "deep"),
        (r"\newcommand{\a}[1]{\a{#1#1}}\a{x}", "may not name another"),
        (r"\newcommand{\a}[1]{#1#1}\a{x}", "may not name another"),
        (r"\def\a{\b}\def\b{x}\a", "may not name another"),
        (r"\newcommand", "cannot be read"),
        (r"\ref{x}", "not allowed"),
    ],
)
def test_what_is_refused_shows_its_source_and_the_reason(tex, reason):
    result = render(f"Before ${tex}$ after.")
    shown = entities.unescape(result.html)

    assert reason in shown
    assert f"<code>${tex}$</code>" in shown
    assert len(result.errors) == 1
    assert result.text.startswith("Before")
    assert result.text.endswith("after.")


@pytest.mark.parametrize(
    "tex",
    ["x" * 4_000, "{" * 40 + "x" + "}" * 40, "(" * 16, r"\alpha\beta" * 30, r"]a,b[" * 3],
)
def test_the_guards_let_pass_what_is_just_below_them(tex):
    guards.check(tex)


@pytest.mark.parametrize("tex", [r"\left(" * 16, "(" * 16, "[" * 16, r"\sqrt" * 40 + "x"])
def test_what_the_guards_let_pass_is_answered(tex):
    assert len(render(f"a ${tex}$ b").errors) <= 1


def test_a_definition_serves_the_formulas_after_it():
    result = render(r"$\newcommand{\norm}[1]{\|#1\|}$ $\norm{x}$ and $$\norm{y}$$")

    assert result.errors == []
    assert result.text == "‖x‖ and ‖y‖"


def test_a_definition_serves_no_formula_before_it():
    assert len(render(r"$\norm{x}$ $\def\norm#1{|#1|}$").errors) == 1


def test_the_same_formula_means_what_is_defined_where_it_stands():
    result = render(r"$\norm{x}$ $\def\norm#1{|#1|}$ $\norm{x}$ $\def\norm#1{(#1)}$ $\norm{x}$")

    assert len(result.errors) == 1
    assert result.text.endswith("| x | (x)")


def test_a_formula_is_converted_once_in_texts_that_follow_each_other(monkeypatch):
    asked, convert = [], mathematics.convert
    monkeypatch.setattr(mathematics, "_known", {})
    monkeypatch.setattr(mathematics, "MOST_KNOWN", 3)
    monkeypatch.setattr(mathematics, "convert", lambda new: (asked.extend(new), convert(new))[1])
    first = render(r"$x^2$ and $y$ and $\nosuchthing$")
    again = render(r"$x^2$ and $y$ and $\nosuchthing$")

    assert first == again
    assert [tex for tex, _ in asked].count("x^2") == 1
    assert len([tex for tex, _ in asked if "nosuchthing" in tex]) == 2

    render("$a$ $b$ $c$ $d$ $e$")
    assert len(mathematics._known) <= 3


def test_definitions_that_name_each_other_harm_nobody():
    result = render(r"$\newcommand{\aa}{\bb}$ $\newcommand{\bb}{\aa\aa}\bb$ $x$")

    assert result.text.endswith("x")
    assert result.errors


def test_a_colour_is_a_class():
    assert '<mrow class="math-red">' in render(r"$\color{red}x$").html


@pytest.mark.parametrize(
    ("tex", "drawn"),
    [
        (r"\boxed{x}", "menclose-box"),
        (r"\cancel{x}", "menclose-updiagonalstrike"),
        (r"\xcancel{x}", "menclose-updiagonalstrike menclose-downdiagonalstrike"),
    ],
)
def test_what_is_drawn_around_a_term_is_a_class(tex, drawn):
    html = render(f"${tex}$").html

    assert f'<mrow class="{drawn}"><mi>x</mi>' in html
    assert "menclose " not in html


def test_no_inline_style_leaves_the_renderer():
    rows = r"\hline a&b&c\\\hdashline d\,e&f\!g&\hspace{-1em}h\\\hline"
    table = rf"\begin{{array}}{{|l|c:r|}}{rows}\end{{array}}"
    operators = r"\begin{cases}a&b\end{cases}\cfrac12\mathop{a}\mathrel{b}\mathbin{c}\textsf{a}"
    lines = r"\begin{multline}a\\b\end{multline}"
    result = render(f"$${table}$$ $${operators}$$ $$x\\tag{{1}}$$ {lines}")

    assert result.errors == []
    assert " style=" not in result.html


@pytest.mark.parametrize(
    "forged",
    [
        "<script>",
        "<math><a></a></math>",
        '<math><mi onclick="x">a</mi></math>',
        '<math><mi style="position:fixed">a</mi></math>',
        "<math><mi>a</math></mi>",
        "<math>",
        "</math>",
        "<math><mi>a<b</mi></math>",
        "<math>" + "<mrow>" * 200 + "</mrow>" * 200 + "</math>",
        "<math>" + "x" * mathml.MAX_MATHML + "</math>",
        "<!-- -->",
        "<math href=x></math>",
    ],
)
def test_what_is_not_on_the_list_of_mathml_is_refused(forged):
    with pytest.raises(NotAllowed):
        checked(forged)


def test_text_in_a_formula_is_escaped():
    html = render(r"$\text{<img src=x onerror=alert(1)>}$").html

    assert "<img" not in html
    assert "&lt;img src=x onerror=alert(1)&gt;" in html


def test_every_class_of_mathematics_has_its_style():
    sheet = Path("static/css/maths.css").read_text("utf-8")
    classes = {name for name in STYLES.values() if name}
    styled = set(re.findall(r"\.(math-[a-z-]+)", sheet))

    assert classes - styled == set()


def test_the_guards_name_what_they_refuse():
    with pytest.raises(Refused, match=r"\\catcode"):
        guards.check(r"\catcode`\%=12")
