"""No input costs more than its share: four times the text, at most some four times the work."""

import time

import pytest

from summaries.rendering import render

SMALL = 3_000
FLOOR = 0.02  # seconds below which the clock says more about the machine than about us
BOUND = 12  # a linear cost grows by 4, a quadratic one by 16

FLOODS = {
    "dollars": "$",
    "openers that never close": "$a ",
    "formulas": "$a$ ",
    "opened braces": "${",
    "displays": "$$a",
    "open displays on lines": "$$ a\n",
    "open brackets on lines": "\\[ a\n",
    "round openers": "\\(",
    "environments never ended": "\\begin{align}\n",
    "ticks in formulas": "$`a`",
    "text in formulas": "$\\text{$a ",
    "brackets": "[",
    "half links": "[a](",
    "half pictures": "![",
    "missing references": "[a][b]",
    "stars": "*a ",
    "stars and underscores": "*a _b ",
    "words in stars": "a**b",
    "tildes": "~~a ",
    "quotes": ">",
    "quoted lines": "> a\n",
    "dashes": "- ",
    "items": "- a\n",
    "numbers": "1. ",
    "headings": "# a\n",
    "underlined headings": "a\n=\n",
    "lines": "a\n",
    "ticks": "`",
    "fences": "```\n",
    "quoted fences": "> ```\n",
    "ampersands": "&",
    "entities": "&amp;",
    "less-than": "<",
    "tags": '<a href="',
    "autolinks": "<http://a",
    "addresses": "http://a.b ",
    "colons": "http:",
    "citations": "\\cite{a,b} ",
    "half citations": "\\cite{",
    "pictures": "https://i.imgur.com/a.png\n",
    "videos": "https://youtu.be/dQw4w9WgXcQ\n\n",
    "footnote marks": "[^",
    "nested footnotes": "[^a]: ",
    "bars and dollars": "| $a|",
    "definitions": "[a]: /u\n",
    "open titles": '[a]: /u "\n',
    "backslashes": "\\",
    "astral letters": "\U0001f600",
}


def repeated(unit):
    return lambda size: unit * (size // len(unit))


def ticks_of_every_length(size):
    return "".join("$" + "`" * (number % 60 + 1) for number in range(size // 31))


SHAPES = {
    "a table of one row": lambda size: "|a" * (size // 4) + "\n" + "|-" * (size // 4),
    "a table of many rows": lambda size: "|a|b|\n|-|-|\n" + "|c|d|\n" * (size // 6),
    "a reference used often": lambda size: "[a]: /" + "u" * 900 + "\n\n" + "[a]" * (size // 3),
    "a footnote used often": lambda size: "[^a]" * (size // 4) + "\n\n[^a]: b",
    "a footnote and marks": lambda size: "[^" * (size // 2) + "\n\n[^a]: b",
    "links in links": lambda size: "[a" * (size // 4) + "](b)" * (size // 8),
    "nested lists": lambda size: "\n".join("  " * i + "- a" for i in range(int(size**0.5))),
    "a long address": lambda size: "http://a.b/" + "(" * size,
    "a long entity": lambda size: "&" + "a" * size + ";",
    "code in a known language": lambda size: "```python\n" + "(" * size + "\n```",
    "ticks of every length": ticks_of_every_length,
    "large formulas": lambda size: ("$" + "x_{i}+" * 300 + "1$ ") * (size // 1_800),
    "brackets never closed": lambda size: ("$" + "\\left(" * 16 + "x$ ") * (size // 100),
    "macros": lambda size: ("$\\def\\a{" + "x" * 400 + "}" + "\\a" * 200 + "$ ") * (size // 800),
}
INPUTS = {name: repeated(unit) for name, unit in FLOODS.items()} | SHAPES


def cost(source):
    began = time.process_time()
    render(source)
    return max(time.process_time() - began, FLOOR)


@pytest.mark.parametrize("name", INPUTS)
def test_four_times_the_text_is_no_more_than_its_share_of_work(name):
    small, large = INPUTS[name](SMALL), INPUTS[name](4 * SMALL)

    # A busy machine may spoil one measurement, not three: `any` stops at the first good one.
    assert any(cost(large) < BOUND * cost(small) for _ in range(3))


@pytest.mark.parametrize("name", ["formulas", "displays", "videos", "a footnote used often"])
def test_what_comes_out_is_bounded_too(name):
    assert len(render(INPUTS[name](90_000)).html) < 12_000_000


def test_twenty_thousand_formulas_are_all_there():
    result = render("$a$\n" * 20_000)

    assert result.html.count("<math>") == 20_000
    assert result.errors == []
