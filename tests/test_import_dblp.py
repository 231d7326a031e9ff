"""`manage.py import_dblp`: the whole dump, record by record, again and again."""

import gzip
import tracemalloc
from io import BytesIO
from itertools import islice

import pytest
from django.core.management import CommandError, call_command

from bench.dblp import generate
from summaries.catalogue.bulk import store_all
from summaries.catalogue.dblp import read_dblp
from summaries.models import Author, AuthorIdentifier, ImportRun, Paper
from tests.factories import make_paper, make_summary
from tests.importing_references import import_references, snapshot, statuses

pytestmark = pytest.mark.django_db

DUMP = """<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE dblp SYSTEM "dblp.dtd">
<dblp>
<article key="journals/corr/abs-1904-06387" publtype="informal">
<author orcid="0000-0002-1825-0097">J&uuml;rgen M\xfcller 0001</author><author>Wei Wang</author>
<title>A <i>great</i> H<sub>2</sub>O &amp; &lt;x&gt; title.</title><year>2019</year>
<journal>CoRR</journal><volume>abs/1904.06387</volume>
<ee>http://arxiv.org/abs/1904.06387</ee></article>
<www key="homepages/x"><author>Nobody</author><title>Home Page</title></www>
<inproceedings key="conf/nips/Y20"><title></title></inproceedings>
<inproceedings key="conf/nips/Z20"><author>Wei Wang</author><author>Wei Wang 0002</author>
<title>On Z?</title><ee>https://doi.org/10.5555/978-3%5F28</ee><pages>1-2</pages>
<year>2020</year><booktitle>NeurIPS</booktitle></inproceedings>
</dblp>
"""


@pytest.fixture
def dump(tmp_path):
    path = tmp_path / "dblp.xml"
    path.write_bytes(DUMP.encode("latin-1"))
    return path


def test_papers_come_in_and_a_bad_record_is_named_by_its_line(dump):
    result = import_references("import_dblp", dump)
    first = Paper.objects.get(key="journals/corr/abs-1904-06387")
    second = Paper.objects.get(key="conf/nips/Z20")

    assert result.code == 1
    assert [(line["line"], line["status"]) for line in result.report] == [
        (4, "created"),
        (10, "rejected"),
        (11, "created"),
    ]
    assert f"{dump}:10: The record has no key or no title." in result.err
    assert first.title == "A great H2O & <x> title"
    assert (first.kind, second.kind) == ("preprint", "conference")
    assert str(second.venue) == "NeurIPS"
    assert Paper.objects.resolve("10.5555/978-3_28") == second
    assert Paper.objects.resolve("arXiv:1904.06387v3") == first


def test_names_and_numbers_tell_authors_apart(dump):
    import_references("import_dblp", dump)
    wei = Author.objects.get(slug="wei-wang")

    assert wei.papers.count() == 2
    assert Author.objects.get(slug="wei-wang-0002").name == "Wei Wang"
    assert set(AuthorIdentifier.objects.values_list("value", flat=True)) == {
        "Jürgen Müller 0001",
        "0000-0002-1825-0097",
        "Wei Wang",
        "Wei Wang 0002",
    }


def test_a_second_run_changes_nothing(dump):
    import_references("import_dblp", dump)
    before = snapshot()
    again = import_references("import_dblp", dump)

    assert statuses(again) == ["unchanged", "rejected", "unchanged"]
    assert snapshot() == before


def test_a_dry_run_writes_nothing(dump):
    result = import_references("import_dblp", "--dry-run", dump)

    assert statuses(result) == ["created", "rejected", "created"]
    assert not Paper.objects.exists()
    assert not ImportRun.objects.exists()


def test_one_bad_record_rejects_its_file_when_asked_to(dump):
    result = import_references("import_dblp", "--strict", dump)

    assert set(statuses(result)) == {"rejected"}
    assert not Paper.objects.exists()


def test_a_compressed_dump_is_read_as_it_is_and_its_broken_end_is_named(tmp_path):
    packed = gzip.compress(DUMP.encode("latin-1"))
    whole, cut = tmp_path / "dblp.xml.gz", tmp_path / "cut.gz"
    whole.write_bytes(packed)
    cut.write_bytes(packed[:-40])

    assert statuses(import_references("import_dblp", whole)) == ["created", "rejected", "created"]
    assert "cannot be read any further" in import_references("import_dblp", cut).err


def test_a_stub_that_people_cited_becomes_the_paper(dump):
    stub = make_paper(key="conf/nips/Z20", title="conf/nips/Z20", status="stub")
    make_summary(paper=stub)
    result = import_references("import_dblp", dump)
    stub.refresh_from_db()

    assert statuses(result)[2] == "updated"
    assert (stub.title, stub.status, stub.authors.count()) == ("On Z?", "identified", 2)


def test_what_an_admin_wrote_stays(dump):
    import_references("import_dblp", dump)
    Paper.objects.filter(key="conf/nips/Z20").update(title="On Z!", year=2021, source="hand")
    again = import_references("import_dblp", dump)
    paper = Paper.objects.get(key="conf/nips/Z20")

    assert statuses(again)[2] == "unchanged"
    assert (paper.title, paper.year) == ("On Z!", 2021)


def test_a_run_that_was_killed_goes_on_where_it_was(tmp_path, monkeypatch):
    path = tmp_path / "many.xml"
    generate(path, 250)
    monkeypatch.setattr("summaries.catalogue.run.SIZE", 100)
    calls = []

    def dies(records):
        calls.append(records)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return store_all(records)

    monkeypatch.setattr("summaries.catalogue.run.store_all", dies)
    with pytest.raises(KeyboardInterrupt):
        import_references("import_dblp", path)
    monkeypatch.setattr("summaries.catalogue.run.store_all", store_all)
    result = import_references("import_dblp", path)

    assert statuses(result) == ["unchanged"] * 200 + ["created"] * 50
    assert [run.totals for run in ImportRun.objects.order_by("pk")] == [
        {"created": 200},
        {"unchanged": 200, "created": 50},
    ]


def test_it_does_not_start_without_a_file(tmp_path):
    with pytest.raises(CommandError) as refusal:
        call_command("import_dblp", str(tmp_path / "nothing.xml"))

    assert refusal.value.returncode == 2


@pytest.mark.parametrize(
    "text",
    [
        b'<!DOCTYPE dblp [<!ENTITY a "b">]><dblp>&a;</dblp>',
        b'<!DOCTYPE dblp [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]><dblp/>',
        b"<dblp><article key='x'><title>&nope;</title></article></dblp>",
        b"<dblp><article>",
        b"",
        b"\xff\xfe<\x00",
    ],
)
def test_what_is_no_dump_is_refused_in_words(text):
    (entry,) = read_dblp(BytesIO(text))

    assert entry.problem.startswith("No XML of dblp from here")


def test_the_memory_it_takes_does_not_grow_with_the_dump(tmp_path):
    path = tmp_path / "large.xml"
    generate(path, 20_000)
    tracemalloc.start()
    with path.open("rb") as stream:
        entries = read_dblp(stream)
        early = sum(1 for _ in islice(entries, 4_000)), tracemalloc.get_traced_memory()[1]
        late = sum(1 for _ in entries), tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert (early[0], late[0]) == (4_000, 16_000)
    # Bytes at the worst moment; four times as many records that stayed would be some 16 MB more.
    assert late[1] < 2 * early[1]
