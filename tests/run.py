"""`make test` (and `make check`, the fast half): every check in turn, totals in the last line.

A step that fails does not stop the others. What could not run is said at the end, and is a
failure where CI=true.
"""

# ruff: noqa: T201 - its output is for the terminal

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from tests.lint import PRODUCTION, ROOT, lint_commands
from tests.machine import (
    CACHE,
    find_chromium,
    find_epubcheck,
    find_html_checker,
    find_redis,
    install_missing,
)
from tests.migrated import template_on
from tests.pgbouncer import find_pgbouncer
from tests.postgres import PostgresError, find_postgres, temporary_postgres

# A file is tried on both databases unless it stands here, with the reason why once is enough.
ALONE = (  # never touch the database of the run, or start both databases themselves
    "test_accounts_names.py",
    "test_accounts_providers.py",
    "test_backup.py",
    "test_bootstrap.py",
    "test_citing_formats.py",
    "test_citing_home_again.py",
    "test_demo.py",
    "test_difference.py",
    "test_display.py",
    "test_dumps_*.py",
    "test_epub*.py",
    "test_faults*.py",
    "test_graceful_stop.py",
    "test_kept_answers_counted.py",
    "test_identifiers.py",
    "test_licences.py",
    "test_mail_senders.py",
    "test_media_store.py",
    "test_names.py",
    "test_nginx_errors.py",
    "test_pasting.py",
    "test_pgbouncer.py",
    "test_pictures.py",
    "test_places_at_once.py",
    "test_ranking.py",
    "test_read_references.py",
    "test_rendering_*.py",
    "test_replica.py",
    "test_rules_matching.py",
    "test_run.py",
    "test_search_folding.py",
    "test_sources_*.py",
    "test_three_walls.py",
    "test_units.py",
    "test_votes_concurrency.py",
    "test_watching.py",
)
DOORS = (  # walk every address to see who is let in, how often, and what is told
    "test_access.py",
    "test_front_door.py",
    "test_headers.py",
    "test_limits_at_every_door.py",
    "test_limits_by_row.py",
    "test_limits_everywhere.py",
    "test_newcomers_every_way.py",
    "test_privacy.py",
    "test_privacy_news.py",
    "test_privacy_out_of_sight.py",
)
BESIDE = (  # about texts, the cache, the clock, HTTP: others ask the database the same on both
    "test_bombs.py",
    "test_cache_gone.py",
    "test_clock_jumps.py",
    "test_editor_loses_nothing.py",
    "test_first_visit.py",
    "test_kept_pages.py",
    "test_kept_pages_age.py",
    "test_kept_pages_lost_cache.py",
    "test_logs.py",
    "test_plots.py",
    "test_responses.py",
    "test_secrets.py",
    "test_sign_up_traps.py",
)
ONCE = (*ALONE, *DOORS, *BESIDE)
WITH_REDIS = (
    "test_faults_of_the_cache.py",
    "test_kept_answers_counted.py",
    "test_readers_who_wait.py",
)
REST = ("--ignore=tests/browser",)
PYTEST = [sys.executable, "-m", "pytest", "--quiet", "--numprocesses=auto"]


@dataclass
class Report:
    """What the steps came to."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    lines: list[str] = field(default_factory=list)
    not_run: list[str] = field(default_factory=list)

    def add(self, step: str, passed: int, failed: int, skipped: int = 0) -> None:
        self.passed += passed
        self.failed += failed
        self.skipped += skipped
        self.lines.append(f"{step:<22} {passed:>5} passed {failed:>5} failed {skipped:>5} skipped")


def main() -> int:
    # A killed run still stops its database server.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    os.chdir(ROOT)
    report = Report()
    run_lint(report)
    if "--fast" not in sys.argv:
        report.not_run += install_missing()
        without = [] if find_postgres() else ["-k", "not temporary_server"]
        without += [] if find_pgbouncer() else ["--ignore-glob=*/test_pgbouncer.py"]
        without += [] if find_postgres() else ["--ignore-glob=*/test_replica.py"]
        without += [] if find_redis() else [f"--ignore-glob=*/{name}" for name in WITH_REDIS]
        without += [] if find_epubcheck() else ["--ignore-glob=*/test_epubcheck.py"]
        run_suite(report, "suite on SQLite", "sqlite://:memory:", *REST, *without)
        run_on_postgres(report)
        run_in_browser(report)
    return conclude(report)


def run_lint(report: Report) -> None:
    """Side by side, for each keeps one processor busy; told in their order."""
    with ThreadPoolExecutor(os.cpu_count()) as side_by_side:
        commands = lint_commands()
        for name, result in zip(commands, side_by_side.map(lint, commands.values()), strict=True):
            banner(name)
            print(result.stdout, end="", flush=True)
            report.add(name, passed=not result.returncode, failed=bool(result.returncode))


def lint(command: list[str]) -> subprocess.CompletedProcess[str]:
    output = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    return subprocess.run(command, env=os.environ | PRODUCTION, check=False, **output)


def run_on_postgres(report: Report) -> None:
    programs = find_postgres()
    if not programs:
        return
    try:
        with temporary_postgres(programs) as database_url:
            others = [f"--ignore-glob=*/{name}" for name in ONCE]
            template = template_on(database_url)
            run_suite(report, "suite on PostgreSQL", database_url, *REST, *others, **template)
    except PostgresError as error:
        report.not_run.append(f"The suite on PostgreSQL: {error}")


def run_in_browser(report: Report) -> None:
    chromium = find_chromium()
    if not chromium:
        return
    os.environ["CHROMIUM"] = chromium
    # Playwright runs an event loop in the thread of the tests, which only look at the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    checker = find_html_checker()
    if checker:
        os.environ["VNU_JAR"] = str(checker)
    without = [] if checker else ["-k", "not html_checker"]
    run_suite(report, "pages in a browser", "sqlite://:memory:", "tests/browser", *without)


def run_suite(report: Report, name: str, url: str, *more: str, **environment: str) -> None:
    banner(name)
    results = CACHE / f"{name.replace(' ', '-')}.xml"
    results.unlink(missing_ok=True)
    command = [*PYTEST, f"--junit-xml={results}", *more]
    code = subprocess.call(command, env=os.environ | environment | {"DATABASE_URL": url})
    report.add(name, *counts(results, code))


def counts(results: Path, code: int) -> tuple[int, int, int]:
    """Passed, failed and skipped tests; a run that broke down is a failure by itself."""
    if not results.exists():
        return 0, 1, 0
    suite = ElementTree.parse(results).getroot()[0]
    total, bad, errors, skipped = (
        int(suite.get(name)) for name in ("tests", "failures", "errors", "skipped")
    )
    failed = bad + errors or int(code != 0)
    return total - bad - errors - skipped, failed, skipped


def conclude(report: Report) -> int:
    banner("results")
    print(*report.lines, sep="\n")
    for sentence in report.not_run:
        print(f"\n!!! NOT RUN: {sentence}")
    if os.environ.get("CI") == "true":
        report.failed += len(report.not_run)
    skipped = f", {report.skipped} skipped" if report.skipped else ""
    print(f"\n{report.passed} passed, {report.failed} failed{skipped}")
    return 1 if report.failed else 0


def banner(title: str) -> None:
    print(f"\n── {title} {'─' * (76 - len(title))}", flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("Interrupted.")
