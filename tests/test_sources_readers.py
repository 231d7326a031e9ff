"""Each source's replies become records."""

from summaries.catalogue.record import Name, Record
from summaries.catalogue.sources import arxiv, crossref, datacite, dblp, pubmed
from tests import metadata_replies as replies

ADA = "0000-0002-1825-0097"


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
