"""`manage.py import_dumps`: the rows that dumps become."""

from dataclasses import replace
from functools import partial

import pytest

from summaries.importer.papers import find_or_create
from summaries.importer.records import PaperRecord
from summaries.models import Paper, Sighting, Summary, Venue
from tests.factories import make_paper
from tests.importing import import_dumps, snapshot, statuses, write_dump

pytestmark = pytest.mark.django_db


@pytest.fixture
def dump(tmp_path):
    """Writes a dump of some texts."""
    return partial(write_dump, tmp_path)


def test_the_five_dumps_give_21_summaries_of_21_papers_from_25_entries():
    result = import_dumps()

    assert result.code == 0
    assert statuses(result).count("created") == 21
    assert statuses(result).count("seen_again") == 4
    assert len(result.report) == 25
    assert Summary.objects.listed().count() == 21
    assert Paper.objects.filter(summary_count=1, status="identified").count() == 21
    assert Sighting.objects.count() == 25
    assert sorted(s.stated_comment_count() for s in Summary.objects.all())[-4:] == [0, 1, 1, 1]
    assert not any(summary.render_errors for summary in Summary.objects.all())


def test_papers_come_with_authors_venue_keywords_and_identifiers():
    import_dumps()

    paper = Paper.objects.get(key="conf/sp/PapernotM0JS16")
    assert [a.author.name for a in paper.authorships.order_by("position")][:2] == [
        "Nicolas Papernot",
        "Patrick McDaniel",
    ]
    assert (paper.venue.key, paper.venue.name, paper.year) == ("conf/sp", "IEEE S&P", 2016)
    assert {k.name for k in paper.keywords.all()} == {"cs.CR", "cs.LG"}
    assert {(i.scheme, i.value) for i in paper.identifiers.all()} == {
        ("doi", "10.1109/sp.2016.41"),
        ("arxiv", "1511.04508"),
    }
    assert Venue.objects.get(key="journals/iscience").kind == "journal"


def test_cited_and_linked_papers_that_nobody_knows_become_stubs():
    import_dumps()

    stubs = Paper.objects.filter(status="stub")
    assert {stub.key for stub in stubs} == {
        "journals/jmlr/LarochelleM11",
        "journals/corr/1904.06387",
    }
    citing = Summary.objects.get(paper__key="conf/icml/OordKK16")
    assert 'href="/papers/journals/jmlr/LarochelleM11/"' in citing.body_html


def test_a_sighting_keeps_the_entry_to_the_byte(dump, settings):
    settings.IMPORT_LICENCE = "CC-BY-SA-4.0"
    path = dump("One text.", tail=b"[link]\r\nAnother \xc3\xa9.  ![]()\r\n2 Comments\r\n|")

    import_dumps(path)

    sighting = Sighting.objects.get(entry=2)
    assert bytes(sighting.original) == b"Another \xc3\xa9.  ![]()\r\n2 Comments\r\n|"
    assert (sighting.source, sighting.line, sighting.comment_count) == ("a.txt", 3, 2)
    assert sighting.licence == sighting.summary.licence == "CC-BY-SA-4.0"
    assert sighting.summary.stated_comment_count() == 2
    assert sighting.run.totals == {"created": 2}


def test_an_imported_summary_belongs_to_nobody_and_is_public(dump):
    import_dumps(dump("A text of some words."))

    summary = Summary.objects.get()
    assert summary.author is None
    assert summary.is_imported
    assert summary.byline == "Unknown contributor"
    assert summary.revisions.count() == 1
    assert Summary.objects.listed().get() == summary


def test_an_entry_that_no_record_matches_is_flagged_under_a_stub(dump):
    result = import_dumps(
        dump("One two three four five six seven eight nine ten eleven twelve 13.")
    )

    paper = Paper.objects.get()
    assert paper.status == "unidentified"
    assert paper.title == "One two three four five six seven eight nine ten eleven twelve …"
    assert result.report[0]["warnings"] == ["no paper is known by these opening words"]


@pytest.mark.parametrize("scheme", ["doi", "arxiv"])
def test_a_paper_is_found_by_an_identifier_in_another_spelling(scheme):
    named = {"doi": "https://doi.org/10.1000/ABC", "arxiv": "math.GT/0309136v2"}
    record = PaperRecord("", "conf/x/Y", "T", [], "", None, "", "", [])
    paper = make_paper(key="ours")
    paper.add_identifier(scheme, named[scheme])

    found = find_or_create(replace(record, **{scheme: named[scheme]}))

    assert found == paper


def test_a_paper_that_a_person_entered_is_used_and_left_alone(dump):
    make_paper(key="conf/iclr/LampleCRDJ18", title="Our own title")

    import_dumps(dump("The core goal of this paper is to perform in an unsupervised way."))

    assert Summary.objects.get().paper.title == "Our own title"


def test_a_stub_becomes_a_paper_when_its_summary_comes(dump):
    import_dumps(dump(r"Some text that cites \cite{conf/iclr/Unknown00} a lot.", name="b.txt"))
    Paper.objects.filter(key="conf/iclr/Unknown00").update(key="conf/iclr/LampleCRDJ18")

    import_dumps(dump("The core goal of this paper is to perform in an unsupervised way."))

    paper = Paper.objects.get(key="conf/iclr/LampleCRDJ18")
    assert (paper.status, paper.year) == ("identified", 2018)


def test_a_dry_run_reports_the_same_and_writes_nothing():
    before = snapshot()

    dry = import_dumps("--dry-run")

    assert snapshot() == before
    wet = import_dumps()
    assert dry.report == wet.report
    assert "dry run: nothing written" in dry.err
