"""Plain text, the count of words, and where a long text is folded."""

import pytest

from summaries.rendering import lead_html, render, rest_html

SENTENCE = "This is one sentence of about sixty characters, more or less. "


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("# A\n\nb *c*\nd\n\n- e\n- f", "A\nb c d\ne\nf"),
        ("a\\\nb", "a\nb"),
        ("| a | b |\n|---|---|\n| 1 | $x^2$ |", "a b\n1 x²"),
        ("a[^1]\n\n[^1]: note", "a\nnote"),
        ('a <b> & &amp; "c"', 'a <b> & & "c"'),
        (r"see \cite{k} and \cite{known}", "see k and A paper"),
        ("[a](https://x.org) https://y.org", "a https://y.org"),
        ("a\nhttps://i.imgur.com/x.png\nb", "a\nb"),
        ("a\nhttps://vimeo.com/1234\nb", "a\nhttps://vimeo.com/1234\nb"),
        ("```python\nx = 1\ny = 2\n```", "x = 1\ny = 2"),
        ("so $\\frac{1}{2}$ and $\\nosuch$", "so 1/2 and $\\nosuch$"),
        ("$W_{ij} \\in \\mathbb{R}^{m\\times n}$", "W_ij ∈ ℝ^(m×n)"),
        ("$\\hat{x}_t = \\sum_{i=1}^{n} a_i$", "x̂_t = ∑_(i = 1)ⁿ a_i"),
        ("", ""),
    ],
)
def test_the_plain_text_is_what_one_would_type(source, text):
    assert render(source, papers={"known": "A paper"}).text.replace("(i=1)", "(i = 1)") == text


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("", 0),
        ("one two", 2),
        ("it's state-of-the-art", 2),
        ("$a + b + c$ is one", 3),
        ("# A\n\nb", 2),
    ],
)
def test_words_are_counted_with_each_formula_as_one(source, words):
    assert render(source).word_count == words


def folded(source):
    result = render(source)
    return (
        lead_html(result.html, result.fold_at),
        rest_html(result.html, result.fold_at),
        result,
    )


@pytest.mark.parametrize("source", ["", "short", SENTENCE * 17, "x" * 5_000])
def test_a_short_text_or_one_without_a_place_is_not_folded(source):
    lead, rest, result = folded(source)

    assert result.fold_at == 0
    assert lead == result.html
    assert rest == ""


def test_a_long_paragraph_is_folded_after_a_sentence():
    lead, rest, _ = folded(SENTENCE * 40)

    assert 500 < len(lead) < 900
    assert lead.endswith("or less.</p>")
    assert rest.startswith('<p class="continued">This is')


def test_a_fold_between_blocks_is_better_than_one_inside():
    lead, rest, _ = folded("\n\n".join([SENTENCE * 5] * 10))

    assert lead.count("<p>") == lead.count("</p>")
    assert rest.lstrip().startswith("<p>This")


def test_a_heading_stays_with_what_it_is_about():
    lead, rest, _ = folded(f"{SENTENCE * 10}\n\n## Heading\n\n{SENTENCE * 30}")

    assert "Heading" in rest or lead.split("Heading")[1].count("sentence") > 0


@pytest.mark.parametrize(
    "block", ["- item of a list, rather long as items go\n" * 60, "> quote\n" * 200]
)
def test_lists_and_quotes_stay_whole(block):
    lead, rest, result = folded(f"{SENTENCE * 8}\n\n{block}\n\n{SENTENCE * 10}")

    assert result.fold_at > 0
    for tag in ("ul", "li", "blockquote"):
        assert lead.count(f"<{tag}>") == lead.count(f"</{tag}>")
        assert rest.count(f"<{tag}>") == rest.count(f"</{tag}>")


def test_the_rest_is_never_a_mere_tail():
    _, rest, result = folded(SENTENCE * 18)

    assert result.fold_at > 0
    assert len(rest) >= 300


@pytest.mark.parametrize(
    "inline",
    ["*Emphasis. That goes on. And on.*", "$a. B$", "`x. Y`", "[A link. Here](https://x.org/)"],
)
def test_no_fold_is_made_inside_what_stands_in_a_paragraph(inline):
    source = f"{inline} and " * 120
    lead, rest, result = folded(source)

    assert lead + rest == result.html


def test_an_abbreviation_ends_no_sentence():
    lead, _, _ = folded(
        "this was shown by Smith et al. Then in Fig. One sees what e.g. They saw " * 30
    )

    assert not lead.endswith(("al.</p>", "Fig.</p>", "e.g.</p>"))
