"""Which papers stand beside another, in which order, and why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summaries.related.closeness import (
    AUTHOR,
    BESIDE,
    CITED,
    CITING,
    KEYWORD,
    closest,
    reasons,
)
from tests.factories import make_identifier, make_keyword, make_paper, make_summary

# The measure


def test_a_citation_counts_more_than_a_rare_keyword_and_that_more_than_a_common_one():
    links = [(CITED, 0, 1), (BESIDE, 0, 2), (KEYWORD, 7, 3)]
    links += [(KEYWORD, 8, other) for other in range(4, 20)]

    assert list(closest(links, 50))[:4] == [1, 2, 3, 19]


def test_what_is_shared_twice_counts_twice():
    links = [(AUTHOR, 1, 1), (AUTHOR, 1, 2), (AUTHOR, 2, 2), (KEYWORD, 1, 3), (KEYWORD, 1, 4)]

    assert list(closest(links, 50)) == [2, 4, 3, 1]


def test_a_keyword_of_very_many_papers_relates_none_by_itself():
    crowd = [(KEYWORD, 1, paper) for paper in range(50)]

    assert closest(crowd, 50) == {}
    assert list(closest([*crowd, (AUTHOR, 1, 7)], 50)) == [7]


@pytest.mark.parametrize(
    ("shared", "words"),
    [
        ({KEYWORD: 2, AUTHOR: 1}, "shares 2 keywords and 1 author"),
        ({KEYWORD: 1}, "shares 1 keyword"),
        ({CITED: 1}, "cited by summaries of this paper"),
        ({CITING: 3, AUTHOR: 2}, "its summaries cite this paper, shares 2 authors"),
        ({BESIDE: 1, KEYWORD: 0}, "cited beside this paper"),
        ({}, ""),
    ],
)
def test_the_reasons_are_said_in_words(shared, words):
    assert reasons(shared) == words


LINKS = st.tuples(st.sampled_from([KEYWORD, AUTHOR, CITED, CITING, BESIDE]),
                  st.integers(0, 5), st.integers(1, 9))  # fmt: skip


@given(st.lists(LINKS, max_size=60), st.randoms())
def test_the_order_does_not_depend_on_who_is_asked_first(links, random):
    shuffled = random.sample(links, len(links))

    assert list(closest(links, 50)) == list(closest(shuffled, 50))
    assert set(closest(links, 50)) <= {paper for _, _, paper in links}
    assert all(reasons(shared) for shared in closest(links, 50).values())


# The page


@pytest.fixture
def paper(db):
    return make_paper(
        key="conf/x/This", authors=["Lee", "Ann"], keywords=["rare", "common"], year=2020
    )


def related(client, paper) -> list[tuple[str, str]]:
    """Title and reason of each related paper, as its page shows them."""
    found = client.get(paper.get_absolute_url()).context["related"]
    return [(each.paper.title, each.why) for each in found]


def test_a_paper_alone_in_its_field_has_no_such_part(client, paper):
    make_paper(authors=["Somebody"], keywords=["other"])

    assert "Related papers" not in client.get(paper.get_absolute_url()).content.decode()


def test_shared_keywords_and_authors_relate(client, paper):
    make_paper(title="By both", authors=["Ann", "Lee"])
    make_paper(title="By one", authors=["Lee", "Other"], keywords=["unheard"])
    make_paper(title="On the rare", keywords=["rare"])
    for number in range(8):
        make_paper(title=f"On the common {number}", keywords=["common"])

    found = related(client, paper)

    assert found[:3] == [
        ("By both", "shares 2 authors"),
        ("On the rare", "shares 1 keyword"),
        ("By one", "shares 1 author"),
    ]
    assert len(found) == 6


def test_citations_relate_in_both_directions(client, paper):
    cited = make_paper(key="conf/x/Cited", title="Cited")
    make_identifier(cited, "arxiv", "1707.09405")
    beside = make_paper(key="conf/x/Beside", title="Beside")
    citing = make_paper(title="Citing")
    make_summary(paper=paper, body="https://arxiv.org/abs/1707.09405")
    make_summary(paper=citing, body=r"\cite{conf/x/This} and \cite{conf/x/Beside}")

    assert related(client, paper) == [
        ("Citing", "its summaries cite this paper"),
        ("Cited", "cited by summaries of this paper"),
        ("Beside", "cited beside this paper"),
    ]
    assert related(client, beside)[0] == ("Citing", "its summaries cite this paper")


@pytest.mark.parametrize("visibility", ["draft", "private", "link"])
def test_what_only_private_texts_cite_is_not_related(client, paper, alice, visibility):
    make_paper(key="conf/x/Cited")
    make_summary(paper=paper, author=alice, body=r"\cite{conf/x/Cited}", visibility=visibility)
    make_summary(body=r"\cite{conf/x/This} \cite{conf/x/Cited}", visibility=visibility)
    make_summary(body=r"\cite{conf/x/This} \cite{conf/x/Cited}").hide()
    client.force_login(alice)

    assert related(client, paper) == []


def test_papers_with_the_words_of_nobody_are_left_out(client, paper):
    make_paper(title="Secret words", keywords=["rare"], status="unidentified")

    assert related(client, paper) == []


def test_a_crowded_keyword_is_looked_at_only_as_far_as_its_newest_papers(
    client, paper, django_assert_num_queries
):
    common = make_keyword("crowded")
    paper.keywords.set([common])
    for _ in range(60):
        make_paper(keywords=[common])
    make_paper(title="Kin", keywords=[common], authors=["Ann"])

    with django_assert_num_queries(8):
        found = related(client, paper)

    assert found == [("Kin", "shares 1 keyword and 1 author")]


def test_the_page_names_them_with_year_and_reason(client, paper):
    kin = make_paper(title="Kin <b>", authors=["Ann"], year=1998)

    page = client.get(paper.get_absolute_url()).content.decode()

    assert f'<a href="{kin.get_absolute_url()}">Kin &lt;b&gt;</a>' in page
    assert "1998, shares 1 author" in page
