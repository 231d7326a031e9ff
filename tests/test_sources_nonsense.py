"""What is broken in a source's reply becomes a sentence, never a traceback."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summaries.catalogue.sources import arxiv, crossref, datacite, dblp, pubmed
from summaries.catalogue.sources.markup import tree_of
from summaries.catalogue.sources.problems import Problem, Unknown, Unreadable
from tests import metadata_replies as replies

READERS = [arxiv, crossref, datacite, dblp, pubmed]


@pytest.mark.parametrize(
    ("reader", "body"),
    [
        (arxiv, replies.ARXIV_NOTHING),
        (arxiv, replies.ARXIV_ERROR),
        (pubmed, replies.PUBMED_NOTHING),
        (dblp, b"<dblp><www key='homepages/1'><title>Home Page</title></www></dblp>"),
    ],
)
def test_an_empty_answer_says_that_there_is_no_such_paper(reader, body):
    with pytest.raises(Unknown):
        reader.read(body, "1")


BROKEN = [
    b"",
    b"\x00",
    b"\xff\xfe\xff",
    b"null",
    b"[]",
    b"7",
    b'"text"',
    b"[" * 100_000,
    b"1" * 10_000,
    b'{"message": {"title": ["cut',
    b'{"message": 5, "data": 5}',
    b'{"message": {"title": null}, "data": {"attributes": {"titles": null}}}',
    b'{"message": {"title": [null]}, "data": {"attributes": {"titles": [null]}}}',
    b'{"message": {"title": [7.5]}, "data": {"attributes": {"titles": [{"title": []}]}}}',
    b'{"message": {"title": ["\xe9"]}}',
    replies.HTML,
    replies.BOMB,
    replies.OUTSIDE,
    b"<feed>" * 5_000,
    b"<feed>" * 5_000 + b"</feed>" * 5_000,
    b"<feed><entry>",
    b"<?xml version='1.0' encoding='no-such'?><feed/>",
    b"<other/>",
    b"<feed><entry/></feed>",
    b"<dblp><article/></dblp>",
    b"<PubmedArticleSet><PubmedArticle><MedlineCitation/></PubmedArticle></PubmedArticleSet>",
]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("body", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_answer_is_a_problem_in_words(reader, body):
    with pytest.raises(Problem) as problem:
        reader.read(body, "1")

    assert str(problem.value)


def test_entities_and_files_outside_are_never_read():
    for body in (replies.BOMB, replies.OUTSIDE):
        with pytest.raises(Unreadable, match="declares entities"):
            tree_of(body)


def test_what_a_doctype_points_to_is_not_fetched():
    body = b'<!DOCTYPE a SYSTEM "http://192.0.2.1/a.dtd"><a>text &unknown; more</a>'

    assert tree_of(body).text == "text  more"


# The members of replies that any value may stand for.
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    *("title", "given", "family", "name", "date-parts", "id", "titleType"),
                    *("creators", "nameIdentifiers", "nameIdentifier", "description"),
                ]
            ),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("reader", "body", "inside"),
    [
        (crossref, replies.CROSSREF, ["message"]),
        (datacite, replies.DATACITE, ["data", "attributes"]),
    ],
)
@given(data=st.data())
def test_wrong_types_anywhere_give_a_storable_record_or_a_problem(reader, body, inside, data):
    answer = json.loads(body)
    facts = answer
    for name in inside:
        facts = facts[name]
    for name in data.draw(st.lists(st.sampled_from(sorted(facts)), max_size=5)):
        facts[name] = data.draw(ANYTHING)
    try:
        record = reader.read(json.dumps(answer).encode(), "10.5555/x")
    except Problem:
        return

    assert isinstance(record.title, str)
    assert 0 < len(record.title) <= 1000
    assert record.year is None or 1400 <= record.year <= 2999
    assert all(isinstance(name.full, str) and 0 < len(name.full) <= 255 for name in record.authors)
    texts = [record.volume, record.number, record.pages, record.container, record.publisher]
    for text, most in zip(texts, (50, 50, 50, 500, 255), strict=True):
        assert isinstance(text, str)
        assert len(text) <= most
        text.encode()  # no halves of signs


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_no_bytes_bring_a_reader_down(body):
    for reader in READERS:
        with pytest.raises(Problem):
            reader.read(body, "1")
