"""What rules find in a text: phrases, domains, copies."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summaries.models import Rule
from summaries.moderation.rules import matching
from summaries.moderation.rules.hosts import domains_of, hosts_of, leads_to
from summaries.moderation.rules.phrases import has_phrase, phrases_of, word_fits, words_of
from summaries.moderation.rules.shingles import likeness, sketch

LONG = " ".join(f"word{number} of a long text" for number in range(60))


@pytest.mark.parametrize(
    ("text", "lines", "found"),
    [
        ("Buy cheap shoes today", "cheap shoes", True),
        ("Buy CHEAP\n\nShoes!", "cheap shoes", True),
        ("Buy ｃｈｅａｐ shoes", "cheap shoes", True),
        ("Buy cheap red shoes", "cheap shoes", False),
        ("cheapish shoes", "cheap shoes", False),
        ("cheapest shoelaces", "cheap* shoe*", True),
        ("unpaid", "*paid", True),
        ("a b", "a *", True),
        ("", "cheap", False),
        ("cheap", "", False),
        ("cheap", "\n \n!\ncheap", True),
        ("viagra", "c*ialis\nv*g*a", True),
    ],
)
def test_phrases_are_found_in_any_dress(text, lines, found):
    assert has_phrase(words_of(text), phrases_of(lines)) is found


@pytest.mark.parametrize(
    ("word", "pattern", "fits"),
    [
        ("abc", "abc", True),
        ("abc", "a*c", True),
        ("ac", "a*c", True),
        ("a", "a*a", False),
        ("abab", "*ab*ab", True),
        ("ab", "*ab*ab", False),
        ("anything", "*", True),
        ("", "*", True),
        ("abc", "*d*", False),
    ],
)
def test_a_star_stands_for_anything(word, pattern, fits):
    assert word_fits(word, pattern) is fits


@given(st.text(alphabet="ab", max_size=12), st.text(alphabet="ab*", min_size=1, max_size=8))
def test_stars_mean_what_they_mean_in_a_regular_expression(word, pattern):
    expression = ".*".join(map(re.escape, pattern.split("*")))

    assert word_fits(word, pattern) is bool(re.fullmatch(expression, word))


@pytest.mark.parametrize(
    ("html", "hosts"),
    [
        ('<a href="https://Shop.example/x?y">x</a>', ["shop.example"]),
        ('<img src="http://a.example:80/p.png">', ["a.example"]),
        ('<a href="/papers/x/">x</a> https://not-a-link.example', []),
        ('<a href="https://a.example./">a</a>' * 2, ["a.example", "a.example"]),
        ('<a href="//a.example/">a</a><a href="///b.example">b</a>', ["a.example", "b.example"]),
        (
            '<a href="https:///a.example">a</a><a href="http:/b.example">b</a>',
            ["a.example", "b.example"],
        ),
        ('<a href="https://good.example@a.example/">a</a>', ["a.example"]),
        ('<a href="https://good.example:x@a.example:80/">a</a>', ["a.example"]),
        ('<a href="https://a%2eexample/">a</a>', ["a.example"]),
        ('<a href="https://a.example/@b.example">a</a>', ["a.example"]),
    ],
)
def test_hosts_of_links_and_pictures(html, hosts):
    assert hosts_of(html) == hosts


@pytest.mark.parametrize(
    ("host", "lines", "leads"),
    [
        ("shop.example", "shop.example", True),
        ("www.shop.example", "https://www.shop.example/x", True),
        ("a.b.shop.example", "shop.example", True),
        ("myshop.example", "shop.example", False),
        ("example", "shop.example", False),
        ("shop.example", "\n\n", False),
    ],
)
def test_a_domain_stands_for_all_below_it(host, lines, leads):
    assert leads_to([host], domains_of(lines)) is leads


def test_texts_that_are_nearly_the_same_are_alike():
    one = sketch(words_of(LONG))
    other = sketch(words_of("Hello! " + LONG.replace("word30", "another")))
    different = sketch(words_of(LONG.replace("long", "short").replace("of", "from")))

    assert likeness(one, one) == 1
    assert likeness(one, other) > 0.6
    assert likeness(one, different) < 0.2
    assert sketch(words_of("Thanks, I agree with all of it.")) == []
    assert likeness([], []) == 0


@given(st.text(max_size=300))
def test_any_text_can_be_looked_at(text):
    looked = matching.Text(text, text, is_of_new_account=True, others=[[1, 2]])
    for test in Rule.Test.values:
        matching.is_hit(Rule(test=test, lines=text, number=5), looked)
