"""`manage.py import_arxiv`: the snapshot of all preprints, one a line."""

import json

import pytest

from summaries.models import Paper
from tests.factories import make_paper, make_summary
from tests.importing_references import import_references, snapshot, statuses

pytestmark = pytest.mark.django_db

FACTS = {
    "id": "0704.0001",
    "authors_parsed": [
        ["Bal\\'azs", "C.", ""],
        ["ATLAS Collaboration", "", ""],
        ["Daumé", "Hal", "III"],
    ],
    "title": "Calculation of prompt\n  diphoton $\\gamma\\gamma$ production",
    "categories": "hep-ph cs.LG",
    "doi": "10.1103/PhysRevD.76.013009",
    "journal-ref": "Phys.Rev.D76:013009,2007",
    "abstract": "  A fully\n differential calculation of 5 % and $x$.",
    "versions": [{"version": "v1", "created": "Mon, 2 Apr 2007 19:18:42 GMT"}],
    "update_date": "2008-11-26",
}


def write(folder, *lines):
    path = folder / "arxiv.json"
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("\n".join(texts) + "\n")
    return path


def test_a_preprint_comes_in_with_all_that_the_snapshot_says(tmp_path):
    result = import_references("import_arxiv", write(tmp_path, FACTS))
    paper = Paper.objects.get(key="journals/corr/0704.0001")
    authors = [rank.author for rank in paper.authorships.select_related("author")]

    assert (result.code, statuses(result)) == (0, ["created"])
    assert paper.title == "Calculation of prompt diphoton $\\gamma\\gamma$ production"
    assert paper.abstract == "A fully differential calculation of 5 % and $x$."
    assert (paper.kind, paper.year, str(paper.venue)) == ("preprint", 2007, "arXiv")
    assert [(a.name, a.family, a.is_collective) for a in authors] == [
        ("C. Balázs", "Balázs", False),
        ("ATLAS Collaboration", "", True),
        ("Hal Daumé III", "Daumé", False),
    ]
    assert set(paper.keywords.values_list("name", flat=True)) == {"hep-ph", "cs.LG"}
    assert Paper.objects.resolve("10.1103/PhysRevD.76.013009") == paper
    assert paper in Paper.objects.in_section("physics")


def test_a_second_run_changes_nothing(tmp_path):
    path = write(tmp_path, FACTS, {**FACTS, "id": "math.GT/0309136", "doi": None})
    import_references("import_arxiv", path)
    before = snapshot()

    assert statuses(import_references("import_arxiv", path)) == ["unchanged", "unchanged"]
    assert snapshot() == before


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        "3",
        '{"id": "0704.0001"}',
        '{"id": 3, "title": "x", "authors_parsed": []}',
        '{"id": "0704.0001", "title": "", "authors_parsed": []}',
        '{"id": "0704.0001", "title": "half a sign \\ud800", "authors_parsed": []}',
        '{"id": "0704.0001", "title": "x", "authors_parsed": 3}',
        "[" * 5_000,
    ],
)
def test_a_line_that_is_none_is_named_and_the_rest_goes_in(tmp_path, line):
    result = import_references("import_arxiv", write(tmp_path, line, FACTS))

    assert statuses(result) == ["rejected", "created"]
    assert result.report[0]["line"] == 1
    assert result.code == 1


def test_a_published_paper_gains_the_preprint_and_keeps_its_facts(tmp_path):
    paper = make_paper(
        key="10.1103/physrevd.76.013009",
        title="As published",
        kind="article",
        year=2008,
        authors=["Csaba Balázs"],
    )
    summary = make_summary(paper=paper)
    result = import_references("import_arxiv", write(tmp_path, FACTS))
    paper.refresh_from_db()

    assert statuses(result) == ["updated"]
    assert (paper.title, paper.year, paper.kind) == ("As published", 2008, "article")
    assert paper.abstract.startswith("A fully")
    assert Paper.objects.resolve("arXiv:0704.0001v2") == paper == summary.paper
