"""Short versions of bench/faults: what happens to servers happens, and nothing is lost."""

import json
import os
import subprocess
import sys

from bench.faults import disk, mail, restart, workers, writes
from bench.faults.postgres import durable_postgres
from bench.faults.room import small_disk
from tests.processes import ROOT


def test_a_command_that_was_killed_is_run_again():
    """What it leaves then is what one clean run leaves."""
    options = ["--kind", "sqlite", "--job", "load_public", "--moments", "2", "--files", "1"]
    result = subprocess.run(
        [sys.executable, "-m", "bench.faults.kills", *options],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )

    assert result.returncode == 0, result.stderr
    assert len(json.loads(result.stdout)["killed at"]) == 2


def test_nothing_is_lost_when_postgresql_crashes_and_workers_are_killed(tmp_path):
    options = {"seconds": 4, "away": 1, "clients": 3, "seed": 1, "mode": "crash", "kill": True}
    with durable_postgres() as server:
        figures = restart.try_it(server, tmp_path, patience=60, **options)

    assert figures["broken"] == []
    assert figures["answers"]["302"]


def test_tallies_are_exact_when_workers_are_killed():
    figures = workers.try_on("sqlite", seconds=3, clients=3, seed=2)

    assert figures["broken"] == []
    assert figures["workers killed"]


def test_nobody_hears_that_sqlite_is_locked(tmp_path):
    figures = writes.try_it(tmp_path, seconds=3, clients=6, processes=4, seed=1)

    assert figures["broken"] == []
    assert figures["rows"]["comments"] + figures["rows"]["votes"]


def test_each_mail_of_killed_senders_comes():
    figures = mail.try_on("sqlite", moments=2, seed=1)

    assert figures["broken"] == []


def test_a_full_disk_is_told_in_words_and_keeps_no_half_of_anything(tmp_path):
    with small_disk(80) as small:
        # A limit of each file, where nobody may mount a disk, stops no small dump.
        commands = ["dump_public"] if small.kind == "tmpfs" else []
        figures = disk.try_it(small, tmp_path, seed=1, tried=commands)

    assert figures["broken"] == []
