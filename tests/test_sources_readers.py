"""Each source's replies become records; what is broken becomes a sentence, never a traceback."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summaries.catalogue.record import Name, Record
from summaries.catalogue.sources import arxiv, crossref, datacite, dblp, plain, pubmed
from summaries.catalogue.sources.markup import tree_of
from summaries.catalogue.sources.problems import Problem, Unknown, Unreadable
from tests import metadata_replies as replies

ADA = "0000-0002-1825-0097"
READERS = [arxiv, crossref, datacite, dblp, pubmed]


def test_crossref_tells_all_that_a_citation_needs():
    assert crossref.read(replies.CROSSREF, "10.5555/abc.123") == Record(
        title="On the growth of very small things & others: A study",
        source="crossref",
        authors=(
            Name("Ada Beispiel", "Beispiel", orcid=ADA),
            Name("Karl van der Muster Jr.", "van der Muster"),
            Name("The Small Things Collaboration", is_collective=True),
        ),
        year=2018,
        kind="article",
        container="Journal of Small Things",
        volume="12",
        number="3",
        pages="117-149",
        publisher="Example Press",
        abstract="Small things grow. They do.",
        keywords=("Growth", "Things"),
        doi="10.5555/abc.123",
        arxiv="1801.00001",
    )


def test_datacite_tells_of_theses():
    assert datacite.read(replies.DATACITE, "10.5555/data.7") == Record(
        title="A second title",
        source="datacite",
        authors=(
            Name("Ada Beispiel", "Beispiel", orcid=ADA),
            Name("Karl Muster", "Muster"),
            Name("Institute of Examples", is_collective=True),
        ),
        year=2021,
        kind="thesis",
        container="Theses",
        volume="4",
        pages="1-9",
        publisher="Example University",
        abstract="What it says.",
        keywords=("growth",),
        doi="10.5555/data.7",
    )


def test_datacite_tells_of_preprints_by_their_arxiv_id():
    record = datacite.read(replies.DATACITE_ARXIV, "1904.06387")

    assert (record.arxiv, record.doi, record.kind) == ("1904.06387", "", "preprint")
    assert record.keywords == ("cs.LG", "hep-th")
    assert record.publisher == ""


def test_arxiv_tells_title_with_formulas_authors_and_categories():
    assert arxiv.read(replies.ARXIV, "1904.06387") == Record(
        title="Choosing names for $n < 10$ things",
        source="arxiv",
        authors=(Name("Ada Beispiel"), Name("Karl van der Muster")),
        year=2019,
        kind="preprint",
        abstract="We choose names.",
        keywords=("cs.LG", "stat.ML"),
        arxiv="1904.06387",
        doi="10.5555/abc.123",
    )


def test_dblp_tells_namesakes_apart():
    assert dblp.read(replies.DBLP, "conf/nips/BeispielM20") == Record(
        title="Training very small networks",
        source="dblp",
        authors=(
            Name("Ada Beispiel", dblp="Ada Beispiel 0002", orcid=ADA),
            Name("Karl Müster", dblp="Karl Müster"),
        ),
        year=2020,
        kind="conference",
        container="NeurIPS",
        pages="11-19",
        dblp="conf/nips/BeispielM20",
        doi="10.5555/nips.20",
        arxiv="2006.00001",
    )


def test_pubmed_tells_the_articles_own_doi_and_whole_page_numbers():
    assert pubmed.read(replies.PUBMED, "31000000") == Record(
        title="Growth of E. coli at 10-3",
        source="pubmed",
        authors=(
            Name("Ada B Beispiel", "Beispiel", orcid=ADA),
            Name("K Muster Jr", "Muster"),
            Name("Growth Group", is_collective=True),
        ),
        year=2019,
        kind="article",
        container="The Journal of Examples",
        volume="380",
        number="15",
        pages="117-149",
        abstract="BACKGROUND: It grows. RESULTS: It grew.",
        keywords=("growth",),
        doi="10.5555/pm.31",
        pubmed="31000000",
    )


def test_pubmed_puts_translated_titles_in_brackets_and_we_do_not():
    body = replies.PUBMED.replace(
        b"Growth of <i>E. coli</i> at 10<sup>-3</sup>.", b"[On [x] growth.]."
    )

    assert pubmed.read(body, "31000000").title == "On [x] growth"


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


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a\n b\t c", "a b c"),
        ("a\x00b\ud800c", "a b c"),
        ("\u202edlrow\u202c", "dlrow"),
        ("\u06a9\u200c\u0647", "\u06a9\u200c\u0647"),
        (7, "7"),
        (True, ""),
        (None, ""),
        (["a"], ""),
        ("x" * 2000, "x" * 1000),
    ],
)
def test_a_line_is_one_line_that_can_be_stored(value, text):
    assert plain.line(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("The <i>p</i>-value of H<sub>2</sub>O", "The p-value of H2O"),
        ("<jats:p>One.</jats:p><jats:p>Two.</jats:p>", "One. Two."),
        ("a &lt; b &amp;amp; c", "a < b &amp; c"),
        ("if a<b and c>d", "if a<b and c>d"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ('<mml:math xmlns:mml="x"><mml:mi>n</mml:mi></mml:math> bits', "n bits"),
        ("<" * 10_000, "<" * 1000),
        (None, ""),
    ],
)
def test_marks_of_publishers_go_and_everything_else_stays(value, text):
    assert plain.marked(value) == text


@pytest.mark.parametrize(
    ("value", "pages"),
    [
        ("117-49", "117-149"),
        ("117–149", "117-149"),
        ("e1002", "e1002"),
        ("S12-S19", "S12-S19"),
        ("1:1-1:20", "1:1-1:20"),
        ("9", "9"),
        (9, "9"),
        (None, ""),
    ],
)
def test_pages_are_written_one_way(value, pages):
    assert plain.pages(value) == pages


@pytest.mark.parametrize(
    ("value", "year"),
    [(2018, 2018), ("2018", 2018), ("2019 Winter", 2019), ("20190", None), (0, None), ("x", None)],
)
def test_only_a_year_is_a_year(value, year):
    assert plain.year(value) == year
