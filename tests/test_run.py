"""The runner of the tests: what it counts, and the database server it makes."""

import os
from types import SimpleNamespace

import psycopg
import pytest
from dj_database_url import parse

from tests import migrated, postgres, run
from tests.postgres import PostgresError, find_postgres, temporary_postgres

JUNIT = '<testsuites><testsuite tests="9" failures="2" errors="1" skipped="1"/></testsuites>'
GREEN = '<testsuites><testsuite tests="9" failures="0" errors="0" skipped="0"/></testsuites>'


@pytest.mark.parametrize(
    ("xml", "code", "expected"),
    [
        (JUNIT, 1, (5, 3, 1)),
        (GREEN, 0, (9, 0, 0)),
        # The tests passed and the run did not: a worker died, or nothing was collected.
        (GREEN, 3, (9, 1, 0)),
        (None, 4, (0, 1, 0)),
    ],
)
def test_the_totals_of_a_run_come_from_its_report(tmp_path, xml, code, expected):
    results = tmp_path / "results.xml"
    if xml:
        results.write_text(xml)

    assert run.counts(results, code) == expected


@pytest.mark.parametrize(
    ("report", "ci", "last_line", "code"),
    [
        ({"passed": 3}, "", "3 passed, 0 failed", 0),
        ({"passed": 3, "failed": 1}, "", "3 passed, 1 failed", 1),
        ({"passed": 3, "skipped": 2}, "", "3 passed, 0 failed, 2 skipped", 0),
        ({"passed": 3, "not_run": ["The moon."]}, "", "3 passed, 0 failed", 0),
        ({"passed": 3, "not_run": ["The moon."]}, "true", "3 passed, 1 failed", 1),
    ],
)
def test_the_last_line_holds_the_totals(capsys, monkeypatch, report, ci, last_line, code):
    monkeypatch.setenv("CI", ci)

    assert run.conclude(run.Report(**report)) == code
    output = capsys.readouterr().out
    assert output.splitlines()[-1] == last_line
    assert ("NOT RUN: The moon." in output) == ("not_run" in report)


def test_the_temporary_server_speaks_unicode_and_leaves_nothing_behind():
    with temporary_postgres(find_postgres()) as url:
        database = SimpleNamespace(**parse(url))
        with psycopg.connect(host=database.HOST, user=database.USER, dbname="postgres") as link:
            answer = link.execute("SELECT lower('ÄÖÜ'), current_setting('listen_addresses')")
            assert answer.fetchone() == ("äöü", "")

    assert not os.path.exists(database.HOST)


def test_a_program_that_does_not_work_is_reported_with_what_it_said(tmp_path):
    with pytest.raises(PostgresError, match="out of order"):
        postgres.run(["sh", "-c", "echo out of order >&2; exit 1"], tmp_path)


def test_any_change_of_the_code_means_another_migrated_database(tmp_path):
    folder = tmp_path / "summaries/migrations"
    folder.mkdir(parents=True)
    digests = [migrated.digest_of(tmp_path)]
    for name, content in (("0001.py", "a"), ("0001.py", "b"), ("0002.py", "")):
        (folder / name).write_text(content)
        digests.append(migrated.digest_of(tmp_path))

    assert len(set(digests)) == 4
    assert migrated.digest_of(tmp_path) == digests[-1]
