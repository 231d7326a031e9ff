"""What we write, we read again: a file from here can be added here."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summaries.catalogue.bibtex import read_bibtex
from summaries.catalogue.ris import read_ris
from summaries.citing import Item, Writer, bibtex, ris
from tests.test_citing_formats import HOSTILE, plain

READERS = {"bibtex": (bibtex, read_bibtex), "ris": (ris, read_ris)}
PAPER = Item(
    key="conf/nips/LeeS00",
    title="Algorithms for Non-negative Matrix Factorization of GANs",
    kind="conference",
    writers=(
        Writer("Lee", "Daniel D."),
        Writer("van Beethoven", "Ludwig"),
        Writer("King", "Martin Luther", "Jr."),
        Writer("García Márquez", "Gabriel"),
    ),
    year=2000,
    container="Neural Information Processing Systems",
    volume="13",
    pages="556-562",
    publisher="MIT Press",
    abstract="Two algorithms: 100% & more.",
    keywords=("matrices", "rank"),
    doi="10.1000/a_b(1)",
    arxiv="1707.09405",
    url="https://example.org/papers/conf/nips/LeeS00/",
)


def again(name, item):
    write, read = READERS[name]
    (entry,) = read(write([item]))
    assert entry.problem == ""
    return entry.record


@pytest.mark.parametrize("name", READERS)
def test_all_facts_come_back(name):
    record = again(name, PAPER)

    assert record.title == PAPER.title
    assert [author.full for author in record.authors] == [
        "Daniel D. Lee",
        "Ludwig van Beethoven",
        "Martin Luther King Jr.",
        "Gabriel García Márquez",
    ]
    assert record.authors[3].family == "García Márquez"
    assert (record.year, record.kind, record.doi) == (2000, "conference", PAPER.doi)
    assert (record.container, record.volume) == (PAPER.container, "13")
    assert record.pages == "556-562"
    assert record.arxiv == "1707.09405"
    assert record.keywords == PAPER.keywords
    assert record.abstract == PAPER.abstract


def test_a_group_is_a_group_again():
    group = Writer("The OpenAI Team and Friends", is_collective=True)
    (author,) = again("bibtex", Item("k", "Title", "article", (group,))).authors

    assert author.is_collective
    assert author.full == "The OpenAI Team and Friends"


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("title", [title for title in HOSTILE if len(title) < 1000])
def test_hostile_titles_come_back(name, title):
    assert " ".join(again(name, Item("k", f"On {title} x", "article")).title.split()) == (
        f"On {plain(title)} x"
    )


titles = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=40)


@pytest.mark.parametrize("name", READERS)
@given(words=st.lists(titles, min_size=1, max_size=5), year=st.integers(1000, 2999))
def test_any_title_comes_back(name, words, year):
    title = " ".join(["On", *words, "x"])
    record = again(name, Item("k", title, "article", year=year))

    assert record.title == title
    assert record.year == year
