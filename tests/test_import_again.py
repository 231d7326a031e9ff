"""`manage.py import_dumps` run again: nothing twice, and nothing of a person's lost."""

from functools import partial

import pytest

from summaries.models import Paper, Sighting, Summary
from tests.factories import make_paper, make_user
from tests.importing import import_dumps, snapshot, statuses, write_dump

pytestmark = pytest.mark.django_db


@pytest.fixture
def dump(tmp_path):
    """Writes a dump of some texts."""
    return partial(write_dump, tmp_path)


def test_the_second_run_changes_nothing_and_says_so():
    import_dumps()
    before = snapshot()

    again = import_dumps()

    assert statuses(again) == ["unchanged"] * 25
    assert "0 created, 25 unchanged" in again.err
    assert snapshot() == before


@pytest.mark.parametrize(("name", "status"), [("a.txt", "updated"), ("b.txt", "seen_again")])
def test_a_record_that_comes_later_places_what_nobody_could_place(dump, monkeypatch, name, status):
    body = "The core goal of this paper is to perform in an unsupervised way: more."
    with monkeypatch.context() as patch:
        patch.setattr("summaries.importer.records.Records.about", lambda self, body: None)
        import_dumps(dump(body))
    address = Paper.objects.get().key

    result = import_dumps(dump(body, name=name))

    assert statuses(result) == [status]
    paper = Summary.objects.get().paper
    assert (paper.key, paper.summary_count) == ("conf/iclr/LampleCRDJ18", 1)
    assert Paper.objects.known_as(address).get() == paper
    assert statuses(import_dumps(dump(body))) == ["unchanged"]


def test_the_same_text_elsewhere_is_one_summary_with_more_sightings(dump):
    import_dumps(dump("A text of words. It goes on.", "Another text."))

    result = import_dumps(dump("A text of\nwords.\nIt goes on.", name="b.txt"))

    assert statuses(result) == ["seen_again"]
    assert Summary.objects.count() == 2
    assert Sighting.objects.filter(summary__body__startswith="A text").count() == 2


def test_the_same_text_twice_in_one_file_is_one_summary(dump):
    result = import_dumps(dump("A text of words.", "A text of words."))

    assert statuses(result) == ["created", "seen_again"]
    assert Summary.objects.count() == 1


LONG = "The opening words of this text are the same as ever before, "


def test_a_corrected_entry_updates_its_summary(dump):
    import_dumps(dump(LONG + "but this is wrong."))

    result = import_dumps(dump(LONG + "and this is right."))

    summary = Summary.objects.get()
    assert statuses(result) == ["updated"]
    assert summary.body.endswith("and this is right.")
    assert "and this is right." in summary.body_html
    assert summary.revisions.count() == 2
    assert summary.sightings.count() == 2
    assert statuses(import_dumps(dump(LONG + "and this is right."))) == ["unchanged"]


def test_a_better_repair_updates_what_nobody_touched(dump, monkeypatch):
    import_dumps(dump("A text of words."))
    monkeypatch.setattr("summaries.dumps.reader.repair", lambda body: ("**A** text of words.", []))

    result = import_dumps(dump("A text of words."))

    assert statuses(result) == ["updated"]
    assert "<strong>A</strong> text" in Summary.objects.get().body_html
    assert statuses(import_dumps(dump("A text of words."))) == ["unchanged"]


@pytest.mark.parametrize("changed", ["the dump", "the repair"])
def test_what_a_person_edited_is_never_overwritten(dump, monkeypatch, changed):
    import_dumps(dump(LONG + "but this is wrong."))
    Summary.objects.get().revise("A person's own words.", editor=make_user())

    if changed == "the repair":
        monkeypatch.setattr("summaries.dumps.reader.repair", lambda body: (f"**{body}**", []))
    result = import_dumps(dump(LONG + ("but this is wrong." if "repair" in changed else "right.")))

    assert Summary.objects.get().body == "A person's own words."
    assert result.report[0]["warnings"][-1] == "edited here since; left as it is"


def test_a_summary_moved_to_another_paper_stays_there(dump):
    import_dumps(dump("A text of words."))
    other = make_paper()
    Summary.objects.get().assign_to_paper(other)

    result = import_dumps(dump("A text of words."))

    assert statuses(result) == ["unchanged"]
    assert result.report[0]["paper"] == other.key
    assert Summary.objects.get().paper == other
