"""`manage.py import_dumps`, from bytes on disk to rows, report and exit code."""

import gzip
import io
import json
import sys
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection

from summaries.importer import lock, plan, run
from summaries.models import Identifier, ImportRun, Paper, Sighting, Summary, SummaryRevision, Venue
from tests.factories import make_paper, make_user

pytestmark = pytest.mark.django_db

ENTRY = "[link]\n{} ![]() |\n"


@pytest.fixture
def dump(tmp_path):
    """Write a dump of these texts; the same name again replaces it."""

    def write(*bodies, name="a.txt", tail=b""):
        path = tmp_path / name
        path.write_bytes("".join(ENTRY.format(body) for body in bodies).encode() + tail)
        return path

    return write


def import_dumps(*arguments, report=True):
    """Exit code, totals, complaints, and the lines of the report."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    try:
        extra = ["--report", "-"] if report else []
        call_command("import_dumps", *map(str, arguments), *extra, stdout=out, stderr=err)
    except SystemExit as leaving:
        code = leaving.code
    lines = [json.loads(line) for line in out.getvalue().splitlines()] if report else []
    return SimpleNamespace(code=code, out=out.getvalue(), err=err.getvalue(), report=lines)


def statuses(result):
    return [line["status"] for line in result.report]


def snapshot():
    """Every row that an import may touch."""
    models = [Summary, Paper, Sighting, SummaryRevision, ImportRun, Venue, Identifier]
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


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


def test_the_second_run_changes_nothing_and_says_so():
    import_dumps()
    before = snapshot()

    again = import_dumps()

    assert statuses(again) == ["unchanged"] * 25
    assert "0 created, 25 unchanged" in again.err
    assert snapshot() == before


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


def test_a_record_that_comes_later_places_what_nobody_could_place(dump, monkeypatch):
    body = "The core goal of this paper is to perform in an unsupervised way: more."
    with monkeypatch.context() as patch:
        patch.setattr("summaries.importer.records.Records.about", lambda self, body: None)
        import_dumps(dump(body))
    address = Paper.objects.get().key

    result = import_dumps(dump(body))

    assert statuses(result) == ["updated"]
    paper = Summary.objects.get().paper
    assert (paper.key, paper.summary_count) == ("conf/iclr/LampleCRDJ18", 1)
    assert Paper.objects.known_as(address).get() == paper
    assert statuses(import_dumps(dump(body))) == ["unchanged"]


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


def test_a_dry_run_reports_the_same_and_writes_nothing():
    before = snapshot()

    dry = import_dumps("--dry-run")

    assert snapshot() == before
    wet = import_dumps()
    assert dry.report == wet.report
    assert "dry run: nothing written" in dry.err


def test_the_report_tells_everything_about_an_entry(dump):
    result = import_dumps(dump("A text of $x$ and: * One * Two"))

    [line] = result.report
    assert set(line) == {"file", "line", "status", "paper", "markdown", "html", "warnings"}
    assert (line["file"], line["line"], line["status"]) == ("a.txt", 1, "created")
    assert line["markdown"] == "A text of $x$ and:\n\n* One\n* Two"
    assert "<li>One</li>" in line["html"]
    assert "<math" in line["html"]


def test_the_report_can_go_to_a_file(dump, tmp_path):
    result = import_dumps(dump("A text."), "--report", tmp_path / "report.jsonl", report=False)

    [line] = (tmp_path / "report.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["status"] == "created"
    assert "1 created" in result.out


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b"<!doctype html><p>[link]", "a.txt:1: an HTML page"),
        (b"\x89PNG\0\0", "a.txt:1: a NUL byte"),
        (b"|\nText\xff", "a.txt:2: not UTF-8"),
        (b"just words", "a.txt: holds no entry"),
    ],
)
def test_a_file_that_is_no_dump_is_named_and_the_others_go_on(dump, tmp_path, content, message):
    (tmp_path / "a.txt").write_bytes(content)
    dump("A text.", name="b.txt")

    result = import_dumps(tmp_path)

    assert result.code == 1
    assert message in result.err
    assert statuses(result) == ["rejected", "created"]
    assert ImportRun.objects.get().problems[0]["file"] == "a.txt"


def test_a_folder_without_dumps_and_a_missing_path_are_named(dump, tmp_path):
    (tmp_path / "empty").mkdir()

    result = import_dumps(tmp_path / "empty", tmp_path / "gone", dump("A text."))

    assert result.code == 1
    assert "a folder without dumps" in result.err
    assert "no such file or folder" in result.err
    assert Summary.objects.count() == 1


def test_bad_entries_are_named_by_line_and_the_rest_goes_in(dump):
    path = dump(
        "Good.", tail=b"[link]\nBad \xff. |\n[link]\n" + b"x" * 100_001 + b" |\n[link]\nFine."
    )

    result = import_dumps(path)

    assert result.code == 1
    assert statuses(result) == ["created", "rejected", "rejected", "created"]
    assert "a.txt:3: line 4: not UTF-8" in result.err
    assert "a.txt:5: A text may have 100,000" in result.err


def test_strict_rejects_a_file_with_a_bad_entry_as_a_whole(dump):
    bad = dump("Good.", tail=b"[link]\nBad \xff. |\n")
    good = dump("Other.", name="b.txt")

    result = import_dumps("--strict", bad, good)

    assert result.code == 1
    assert statuses(result) == ["rejected", "rejected", "created"]
    assert Summary.objects.get().body == "Other."


def test_the_same_problems_again_leave_no_second_run_behind(dump):
    path = dump("Good.", tail=b"[link]\nBad \xff. |\n")
    import_dumps(path)
    before = snapshot()

    assert import_dumps(path).code == 1
    assert snapshot() == before


def test_a_file_that_fails_midway_leaves_nothing_of_it(dump, monkeypatch):
    def failing(outcome, *rest):
        if "Second" in outcome.entry.body:
            raise DatabaseError("disk full")
        return write(outcome, *rest)

    write = run.write
    monkeypatch.setattr(run, "write", failing)

    result = import_dumps(dump("First.", "Second."), dump("Third.", "First.", name="b.txt"))

    assert statuses(result) == ["rejected", "rejected", "created", "created"]
    assert {s.body for s in Summary.objects.all()} == {"Third.", "First."}
    assert "not written: disk full" in result.err


def test_compressed_dumps_and_standard_input_are_read(tmp_path, monkeypatch):
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"[link]\nZipped. |\n"))
    stdin = SimpleNamespace(buffer=io.BytesIO(b"[link]\nPiped. |\n"))
    monkeypatch.setattr(sys, "stdin", stdin)

    result = import_dumps(tmp_path, "-")

    assert [(line["file"], line["markdown"]) for line in result.report] == [
        ("a.txt.gz", "Zipped."),
        ("-", "Piped."),
    ]


@contextmanager
def another_import(monkeypatch, tmp_path):
    """As another process would hold the lock."""
    if connection.vendor == "postgresql":
        other = connection.copy()
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [lock.KEY])
            yield
            cursor.execute("SELECT pg_advisory_unlock(%s)", [lock.KEY])
        other.close()
    else:
        monkeypatch.setattr(connection, "is_in_memory_db", lambda: False)
        monkeypatch.setitem(connection.settings_dict, "NAME", str(tmp_path / "db"))
        with lock._file_lock(str(tmp_path / "db.import-lock")):
            yield


def test_a_second_import_at_the_same_time_is_refused(dump, monkeypatch, tmp_path):
    path = dump("A text.")

    with (
        another_import(monkeypatch, tmp_path),
        pytest.raises(CommandError, match="another import is running") as refusal,
    ):
        import_dumps(path)

    assert refusal.value.returncode == 2
    assert not Summary.objects.exists()
    assert import_dumps(path).code == 0


@pytest.mark.parametrize("arguments", [["/nowhere/at/all.txt"], ["--report", "/nowhere/r.jsonl"]])
def test_what_cannot_start_says_so_with_code_2(arguments):
    with pytest.raises(CommandError) as refusal:
        import_dumps(*arguments, report=False)

    assert refusal.value.returncode == 2
    assert "no such file" in str(refusal.value).lower()


def test_a_progress_bar_is_drawn_on_a_terminal_and_nowhere_else(dump):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    terminal, pipe = Terminal(), io.StringIO()
    call_command("import_dumps", dump("A text."), stdout=io.StringIO(), stderr=terminal)
    call_command("import_dumps", dump("A text."), stdout=io.StringIO(), stderr=pipe)

    assert "0/1" in terminal.getvalue()
    assert pipe.getvalue() == ""


def test_an_entry_is_rendered_before_the_transaction(dump, monkeypatch):
    depth = []
    rendered = plan.Plan._rendered

    def watched(self, entry):
        depth.append(len(connection.savepoint_ids))
        return rendered(self, entry)

    monkeypatch.setattr(plan.Plan, "_rendered", watched)
    import_dumps(dump("A text."))

    assert depth == [0]
