"""A record becomes a paper, or completes the one that is there."""

from dataclasses import replace

import pytest

from summaries.catalogue.record import Name, Record
from summaries.catalogue.store import find, store
from summaries.models import Author, Paper, Twin
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


def test_equal_titles_are_a_question_and_no_answer():
    older = make_paper(title=RECORD.title)
    newer = store(RECORD).paper

    assert Twin.objects.get().first == older
    assert Twin.objects.get().second == newer
