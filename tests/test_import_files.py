"""`manage.py import_dumps`: bad files, reports, locks, exit codes."""

import gzip
import io
import json
import os
import sys
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection

from summaries.importer import lock, plan, run
from summaries.models import ImportRun, Summary
from tests import processes
from tests.importing import import_dumps, snapshot, statuses, write_dump

pytestmark = pytest.mark.django_db


@pytest.fixture
def dump(tmp_path):
    """Writes a dump of some texts."""
    return partial(write_dump, tmp_path)


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


def test_of_many_problems_the_first_thousand_are_named_and_the_rest_counted(dump):
    path = dump("Good.", tail=b"[link]\nBad \xff. |\n" * 1_002)

    result = import_dumps(path)

    stored = ImportRun.objects.get()
    assert (len(stored.problems), stored.totals["rejected"]) == (1_000, 1_002)
    assert result.err.count("not UTF-8") == 1_000
    assert "and 2 more problems" in result.err
    assert len(result.report) == 1_003
    before = snapshot()
    import_dumps(path)
    assert snapshot() == before
    import_dumps(dump("Good.", tail=b"[link]\nBad \xff. |\n" * 1_003))
    assert ImportRun.objects.count() == 2


FULL = Path("/dev/full")  # a disk of Linux without room


@pytest.mark.parametrize("size", [10, 50_000])
def test_a_report_for_which_there_is_no_room_ends_the_import_with_a_sentence(dump, size):
    assert FULL.exists(), "This test needs /dev/full."
    with pytest.raises(CommandError, match=r"cannot be written, .*No space left") as refusal:
        import_dumps(dump("A " * size), dump("B.", name="b.txt"), "--report", FULL, report=False)

    assert refusal.value.returncode == 2
    run = ImportRun.objects.get()
    assert (run.totals, bool(run.finished_at)) == ({"created": 1}, True)


def test_a_reader_of_the_report_who_leaves_ends_the_import_with_a_sentence(dump, tmp_path):
    url = processes.sqlite(tmp_path)
    processes.said(processes.start(url, "manage.py", "migrate", "--verbosity", "0"))
    path = str(dump("A text."))
    with processes.start(url, "manage.py", "import_dumps", path, "--report", "-") as leaving:
        leaving.stdout.close()
        errors = leaving.stderr.read()

    assert leaving.returncode == 2
    assert errors.startswith("CommandError: The report cannot be written")
    assert len(errors.splitlines()) == 1


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


@pytest.mark.parametrize(
    ("name", "spelt"),
    [
        (b"a\xff.txt", r"a\xff.txt"),
        (b"a\x1b[2Jb.txt", r"a\x1b[2Jb.txt"),
        (b"a\nb.txt", r"a\nb.txt"),
    ],
)
def test_a_name_that_is_no_text_is_spelt_out_and_imported(db, tmp_path, name, spelt):
    Path(tmp_path, os.fsdecode(name)).write_bytes(b"[link]\nSome words. |\n")

    result = import_dumps(tmp_path)

    assert [(line["file"], line["status"]) for line in result.report] == [(spelt, "created")]


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
