"""A record becomes a paper, or completes the one that is there."""

from dataclasses import replace

import pytest

from summaries.catalogue.record import Name, Record
from summaries.catalogue.store import find, store
from summaries.identifiers import is_key
from summaries.models import Author, Paper, Twin
from summaries.models.twin import MOST_PER_PAPER
from tests.factories import make_paper, make_summary

pytestmark = pytest.mark.django_db

RECORD = Record(
    title="Deep Residual Learning for Image Recognition",
    source="dblp",
    authors=(Name("Kaiming He", dblp="Kaiming He"), Name("Jian Sun 0001", dblp="Jian Sun 0001")),
    year=2016,
    kind="conference",
    container="CVPR",
    pages="770-778",
    dblp="conf/cvpr/HeZRS16",
    doi="10.1109/cvpr.2016.90",
)
PREPRINT = Record(
    title="Deep Residual Learning",
    source="arxiv",
    authors=(Name("Kaiming He"), Name("Jian Sun")),
    year=2015,
    kind="preprint",
    arxiv="1512.03385",
    abstract="Deeper networks are harder to train.",
    keywords=("cs.CV",),
)


def test_a_record_becomes_a_paper_with_all_that_it_says():
    stored = store(RECORD)
    paper = Paper.objects.get(key="conf/cvpr/HeZRS16")

    assert (stored.paper, stored.status) == (paper, "created")
    assert (paper.title, paper.year, paper.pages) == (RECORD.title, 2016, "770-778")
    assert (paper.status, paper.source, paper.kind) == ("identified", "dblp", "conference")
    assert [str(i) for i in paper.identifiers.all()] == ["DOI 10.1109/cvpr.2016.90"]
    assert [rank.author.slug for rank in paper.authorships.all()] == ["kaiming-he", "jian-sun-0001"]
    assert paper.venue.key == "conf/cvpr"


@pytest.mark.parametrize("record", [RECORD, PREPRINT, Record(title="Nameless", source="bibtex")])
def test_the_same_record_twice_changes_nothing(record):
    first = store(record)
    moment = first.paper.updated_at
    again = store(record)

    assert again.status == "unchanged"
    assert Paper.objects.get().updated_at == moment
    assert Author.objects.count() == len(record.authors)


def test_a_preprint_and_its_published_version_become_one_paper():
    preprint = store(PREPRINT).paper
    published = store(RECORD).paper
    written = make_summary(paper=preprint)
    stored = store(replace(PREPRINT, doi=RECORD.doi))

    assert stored.status == "joined"
    assert stored.paper == published == Paper.objects.get()
    written.refresh_from_db()
    assert written.paper == published
    assert stored.paper.title == RECORD.title
    assert find(PREPRINT) == find(RECORD) == published
    assert Paper.objects.resolve("arXiv:1512.03385v1") == published
    assert Paper.objects.resolve("journals/corr/1512.03385") == published


def test_a_record_of_both_names_joins_them_into_the_published_one(alice):
    preprint, published = store(PREPRINT).paper, store(RECORD).paper
    for paper in (preprint, published):
        make_summary(paper=paper, author=alice)
    stored = store(replace(RECORD, arxiv=PREPRINT.arxiv))

    assert Paper.objects.count() == 2
    assert stored.paper == published
    assert Twin.objects.get(why="texts").state == "open"


def test_a_preprint_that_was_published_takes_the_published_facts():
    paper = store(PREPRINT).paper
    stored = store(replace(RECORD, arxiv=PREPRINT.arxiv))

    assert (stored.paper, stored.status) == (paper, "updated")
    assert (stored.paper.title, stored.paper.year) == (RECORD.title, 2016)
    assert stored.paper.abstract == PREPRINT.abstract
    assert stored.paper.venue.key == "conf/cvpr"
    assert store(PREPRINT).status == "unchanged"
    assert store(replace(RECORD, arxiv=PREPRINT.arxiv)).status == "unchanged"


def test_a_stub_and_a_paper_that_awaits_facts_are_completed(alice):
    stub = make_paper(key=RECORD.dblp, title=RECORD.dblp, year=None, status="stub")
    waiting = make_paper(title="?", awaits_facts=True, source="hand")
    waiting.add_identifier("arxiv", PREPRINT.arxiv)

    for row, record in ((stub, RECORD), (waiting, PREPRINT)):
        assert store(record, added_by=alice).status == "updated"
        row.refresh_from_db()
        assert (row.title, row.status, row.source) == (record.title, "identified", record.source)
        assert not row.awaits_facts
        assert row.added_by is None


def test_a_known_paper_gains_what_it_lacks_and_keeps_what_it_says():
    paper = make_paper(key=RECORD.dblp, title="As a person wrote", year=None, source="hand")
    stored = store(RECORD)

    assert (stored.paper, stored.status) == (paper, "updated")
    assert (stored.paper.title, stored.paper.year) == ("As a person wrote", 2016)
    assert stored.paper.source == "hand"


def test_overwriting_is_for_those_who_ask_for_it():
    make_paper(key=RECORD.dblp, title="As a person wrote")
    stored = store(RECORD, overwrite=True)

    assert stored.paper.title == RECORD.title
    assert store(RECORD, overwrite=True).status == "unchanged"


def test_the_identifier_of_a_whole_volume_names_none_of_its_papers():
    first = store(replace(RECORD, dblp="conf/x/A", title="One")).paper
    second = store(replace(RECORD, dblp="conf/x/B", title="Two")).paper

    assert first != second
    assert Paper.objects.resolve(RECORD.doi) == first
    assert store(replace(RECORD, dblp="conf/x/B", title="Two")).status == "unchanged"


def test_one_page_for_many_papers_tells_them_by_their_titles():
    page = "https://example.org/all-papers"
    papers = {store(Record(title=t, source="bibtex", url=page)).paper for t in ("One", "Two")}

    assert len(papers) == 2
    assert store(Record(title="One", source="ris", url=page)).status == "unchanged"


@pytest.mark.parametrize(
    ("facts", "key"),
    [
        ({"doi": "10.1000/a<b>#;2"}, "10.1000/a<b>#;2"),
        ({"doi": "10.1000/a//b", "pubmed": "123"}, "pubmed/123"),
        ({"doi": "10.48550/arxiv.1904.06387"}, "journals/corr/1904.06387"),
        ({"arxiv": "math/0309136"}, "journals/corr/math/0309136"),
        ({"dblp": "conf/x/write", "pubmed": "9"}, "conf/x/write"),
        ({"dblp": "conf/x/y/write", "pubmed": "9"}, "pubmed/9"),
    ],
)
def test_a_paper_gets_the_address_that_its_names_allow(client, facts, key):
    paper = store(Record(title="On addresses", source="crossref", **facts)).paper

    assert paper.key == key or not is_key(key)
    assert client.get(paper.get_absolute_url()).status_code == 200
    assert find(Record(title="Other", source="crossref", **facts)) == paper


def test_titles_that_many_papers_share_are_no_question():
    for number in range(30):
        store(Record(title="Editorial", source="dblp", dblp=f"journals/x/E{number}"))

    assert Twin.objects.count() <= 20 * MOST_PER_PAPER
    assert not Twin.objects.filter(second__key="journals/x/E29").exists()


def test_equal_titles_are_a_question_and_no_answer():
    older = make_paper(title=RECORD.title)
    newer = store(RECORD).paper

    assert Twin.objects.get().first == older
    assert Twin.objects.get().second == newer


FAMOUS = replace(RECORD, source="crossref", dblp="", authors=(Name("Kaiming He"), Name("Jian Sun")))
CLAIM = Record(
    title="How I solved vision",
    source="arxiv",
    authors=(Name("Zed Quux"),),
    year=2024,
    kind="preprint",
    arxiv="2401.00001",
    keywords=("cs.CV",),
    doi=RECORD.doi,
)


def is_apart(famous, claimant):
    """Both papers are there, the DOI leads to the right one, and people are asked."""
    pair = sorted((famous.pk, claimant.pk))
    twin = Twin.objects.get()
    assert famous != claimant
    assert Paper.objects.resolve(RECORD.doi) == famous
    assert Paper.objects.resolve(CLAIM.arxiv) == claimant
    assert ([twin.first_id, twin.second_id], twin.why) == (pair, "identifiers")
    return True


def test_a_preprint_that_claims_the_doi_of_others_stays_apart():
    famous, claimant = store(FAMOUS), store(CLAIM)

    assert claimant.status == "created"
    assert is_apart(famous.paper, claimant.paper)
    assert store(FAMOUS).status == store(CLAIM).status == "unchanged"
    assert [rank.author.name for rank in famous.paper.authorships.all()] == [
        "Kaiming He",
        "Jian Sun",
    ]


def test_a_doi_that_was_claimed_first_goes_to_whom_it_was_given():
    claimant, famous = store(CLAIM).paper, store(FAMOUS).paper

    assert is_apart(famous, claimant)
    claimant.refresh_from_db()
    assert (claimant.title, claimant.kind) == (CLAIM.title, "preprint")
    assert store(FAMOUS).status == store(CLAIM).status == "unchanged"


def test_a_claim_does_not_fill_a_paper_that_is_only_cited():
    stub = make_paper(key=RECORD.doi, title=RECORD.doi, year=None, status="stub")
    claimant = store(CLAIM).paper

    stub.refresh_from_db()
    assert (stub.status, stub.title) == ("stub", RECORD.doi)
    assert store(FAMOUS).paper == stub
    assert is_apart(stub, claimant)


def test_one_name_in_common_is_enough_for_a_new_title():
    famous = store(FAMOUS).paper
    stored = store(replace(CLAIM, authors=(Name("K. He"), Name("Zed Quux"))))

    assert stored.paper == famous
    assert not Twin.objects.exists()


def test_two_preprints_that_claim_one_doi_are_two_papers():
    first = store(CLAIM).paper
    second = store(replace(CLAIM, title="Other", arxiv="2402.00002", authors=(Name("A. Bee"),)))

    assert second.status == "created"
    assert second.paper != first
