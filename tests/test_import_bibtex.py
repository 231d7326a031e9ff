"""`manage.py import_bibtex`: somebody's whole bibliography, with all its faults."""

import pytest
from django.core.management import CommandError, call_command

from summaries.importer import Locked, import_lock
from summaries.models import ImportRun, Paper, Twin
from tests.factories import make_identifier, make_paper
from tests.importing_references import import_references, snapshot, statuses

pytestmark = pytest.mark.django_db

FILE = r"""
@article{lecun, title={Deep {L}earning}, author={LeCun, Yann and Bengio, Yoshua},
  journal={Nature}, year=2015, volume=521, pages={436--444}, doi={10.1038/nature14539}}
@inproceedings{broken, title={No end
@misc{plain, title={Notes on G{\"o}del}, author={Ada Lovelace}, year=1843}
@misc{again, title={Notes on G{\"o}del}, author={Ada Lovelace}, year=1843}
@misc{nothing, author={Nobody}}
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "mine.bib"
    path.write_text(FILE)
    return path


def test_the_good_entries_come_in_and_the_others_are_named(file):
    result = import_references("import_bibtex", file)
    paper = Paper.objects.get(key="10.1038/nature14539")

    assert result.code == 1
    assert [(line["line"], line["status"]) for line in result.report] == [
        (2, "created"),
        (4, "rejected"),
        (5, "created"),
        (6, "unchanged"),
        (7, "rejected"),
    ]
    assert (paper.title, paper.pages, str(paper.venue)) == ("Deep Learning", "436-444", "Nature")
    assert paper.source == "bibtex"
    assert ImportRun.objects.get().problems[1]["message"] == "The entry has no title."


def test_a_second_run_changes_nothing(file):
    import_references("import_bibtex", file)
    before = snapshot()

    assert set(statuses(import_references("import_bibtex", file))) == {"unchanged", "rejected"}
    assert snapshot() == before


def test_bytes_of_any_kind_are_read(tmp_path):
    path = tmp_path / "latin.bib"
    path.write_bytes("\ufeff@misc{a, title={A}}\r\n@misc{b, title={Caf".encode() + b"\xe9\0}}\r\n")

    assert statuses(import_references("import_bibtex", path)) == ["created", "created"]


def test_what_people_paste_neither_joins_papers_nor_takes_over_their_facts(tmp_path):
    one = make_paper(title="One", kind="preprint", source="arxiv")
    other = make_paper(title="Other", source="crossref")
    make_identifier(one, "arxiv", "1904.06387")
    make_identifier(other, "doi", "10.1000/other")
    path = tmp_path / "wrong.bib"
    path.write_text("@article{x, title={Mine}, eprint={1904.06387}, doi={10.1000/other}}")
    import_references("import_bibtex", path)

    assert set(Paper.objects.values_list("title", flat=True)) == {"One", "Other"}
    assert Twin.objects.get().why == "identifiers"


def test_two_imports_do_not_run_at_the_same_time(file, monkeypatch):
    monkeypatch.setattr("summaries.management.reporting.import_lock", refuses)

    with pytest.raises(CommandError, match="another import is running") as refusal:
        call_command("import_bibtex", str(file))
    assert refusal.value.returncode == 2
    assert not Paper.objects.exists()


def test_the_next_import_can_start_at_once():
    for _ in range(40):  # a server lets go of what a closed connection held some time later
        with import_lock():
            pass


def refuses():
    raise Locked("another import is running")
