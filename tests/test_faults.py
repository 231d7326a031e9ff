"""Short versions of bench/faults: what happens to servers happens, and nothing is lost."""

import json
import os
import subprocess
import sys
from argparse import Namespace

import pytest

from bench.faults import restart
from tests.processes import KINDS, ROOT, database


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("job", ["import_dumps", "load_public"])
def test_a_command_that_was_killed_is_run_again(kind, job):
    """What it leaves then is what one clean run leaves."""
    options = ["--kind", kind, "--job", job, "--moments", "2"]
    result = subprocess.run(
        [sys.executable, "-m", "bench.faults.kills", *options],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )

    assert result.returncode == 0, result.stderr
    assert len(json.loads(result.stdout)["killed at"]) == 2


def test_no_vote_is_lost_when_the_database_goes_and_comes(tmp_path):
    chosen = Namespace(seconds=4, away=2, clients=3, seed=1)
    with database("postgresql", tmp_path) as url:
        figures = restart.try_it(url, tmp_path, **vars(chosen))

    assert figures["answers"][302]
    assert figures["answers"][503]


def test_tallies_are_exact_when_workers_are_killed(tmp_path):
    chosen = Namespace(seconds=5, away=0, clients=3, seed=2, kill=True)
    with database("postgresql", tmp_path) as url:
        figures = restart.try_it(url, tmp_path, **vars(chosen))

    assert figures["answers"][302]
