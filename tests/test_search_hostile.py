"""Whatever is typed is text: results or "nothing found", never an error, on both databases."""

from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from summaries import search
from summaries.search import Query
from summaries.search.words import words_of
from tests.factories import make_keyword, make_paper, make_summary

HOSTILE = [
    *('"', '""', '"unbalanced', "'", "''; DROP TABLE summaries_paper; --", "\\", "\\'", "%", "_"),
    *(
        "*",
        "a*",
        "*a",
        "^a",
        "a^2",
        "-a",
        "- a",
        "+a",
        "a -b",
        "a:b",
        "search_title:a",
        "{a b} : c",
    ),
    *("a AND", "AND", "OR", "NOT", "a NOT", "NEAR(a b)", "NEAR(a b, 5)", "a NEAR b", "a OR OR b"),
    *(
        "(",
        ")",
        "((((",
        "a) OR (b",
        "a & b",
        "a | | b",
        "!a",
        "!!a",
        "a <-> b",
        "a <2> b",
        "a:*",
        ":*",
    ),
    *("<script>alert(1)</script>", "<mark>", "&amp;", "{{ x }}", "%s %d", "$1 :1 ?1"),
    *("😀", "👩‍👩‍👧", "\u202eabc", "\u0301", "ﷺ" * 50, "½", "Ⅷ", "²", "\ufeff", "\u2028", "ى"),
    *("10.1000/" + "(" * 300, "http://[", "arxiv:", "conf//", "a/../b", "/" * 400, "1" * 5000),
    *("a " * 300, "ab" * 5000, "é" * 399 + "😀", " ".join("word" + str(n) for n in range(300))),
    *(r"\frac{" * 60, "$" * 400, "{" * 400, r"\alpha" * 60, "_^" * 200, '"' * 400, '"a" ' * 100),
]


@pytest.fixture
def shelf(db):
    paper = make_paper(title="A AND b OR c", authors=["Ann O'Neil"], abstract="NEAR it (a) word1")
    make_summary(paper=paper, body="a b c NOT")
    make_keyword("c++")


def test_nothing_typed_is_an_error(client, shelf, settings):
    settings.LIMITS = {**settings.LIMITS, "search": (1_000, 60)}
    for typed in HOSTILE:
        asked = {"q": typed, "author": typed, "venue": typed}
        response = client.get("/search/", asked, headers={"HX-Request": "true"})
        assert response.status_code == 200, typed
        assert "<script>alert" not in response.text


def test_nothing_typed_is_an_operator(shelf):
    for typed in HOSTILE:
        for find in (search.papers, search.summaries):
            assert find(Query(typed)).count <= 1, typed
        for find in (search.authors, search.keywords, search.beginnings):
            assert len(find(typed)) <= 1, typed


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/search/?q=a%00b", 400),
        ("/search/?q=%FF%FE", 200),
        ("/search/?q=%ED%A0%80", 200),
        (f"/search/?q={quote('😀' * 2000)}", 200),
        ("/search/?q=" + "(" * 1_000_000, 200),
        ("/search/?q=a&q=b&page=1&page=1", 200),
        ("/search/?q[]=a", 200),
        ("/search/?in=nothing&q=a", 200),
        ("/search/?first=%C2%B2&last=1e3", 200),
        ("/search/?first=1999.0&last=٢٠٢٠", 200),
        ("/search/suggest?q=%00", 400),
        ("/search/suggest", 200),
    ],
)
def test_odd_addresses_get_an_answer(client, shelf, address, status):
    assert client.get(address).status_code == status


class Anything(TestCase):
    """hypothesis needs a transaction of its own for each example."""

    @settings(max_examples=40, deadline=None)
    @given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
    def test_any_text_is_searched_for(self, typed):
        make_paper(title=typed[:900], authors=[typed[:200] or "x"])

        for query in (Query(typed), Query("a", author=typed)):
            assert search.papers(query).count >= 0
            assert search.summaries(query).count >= 0
        search.authors(typed), search.keywords(typed), search.beginnings(typed)

    @settings(max_examples=40, deadline=None)
    @given(st.text(alphabet="ab βßöé-{}\\$\"'\u0301深", min_size=1, max_size=40))
    def test_every_paper_is_found_by_its_own_title(self, title):
        paper = make_paper(title=title)
        if not paper.title_hash:
            return

        found = search.papers(Query(title.replace('"', " "))).rows

        assert paper in found or len(words_of(title)) >= 16
