"""Kill gunicorn's workers by SIGKILL while people vote, comment and write.

.venv/bin/python -m bench.faults.workers [--seconds 30] [--clients 8] [--kind sqlite] [--seed 1]

Every tally equals its rows, and what was acknowledged is there. Whose worker dies gets no answer.
"""

import argparse
import os
import random
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.faults.cast import SITE, prepared, stored
from bench.faults.deeds import comment, vote, write
from bench.faults.meanwhile import meanwhile
from bench.faults.person import Person, act, end, lost, statuses, unkind
from bench.faults.postgres import durable_postgres
from bench.faults.promises import print_all, told
from tests.processes import KINDS, database
from tests.serving import serving

DEEDS = [vote, vote, vote, comment, write]


def workers_of(process: subprocess.Popen) -> list[int]:
    listed = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text()
    return [int(number) for number in listed.split()]


@contextmanager
def dying_workers(process: subprocess.Popen, seed: int) -> Iterator[list[int]]:
    """One of them is killed every second or so; the list has those that were."""
    chance, killed = random.Random(seed), []

    def kill() -> None:
        if found := workers_of(process):
            killed.append(chance.choice(found))
            os.kill(killed[-1], signal.SIGKILL)

    with meanwhile(kill, lambda: chance.uniform(0.5, 1.5)):
        yield killed


def try_it(url: str, folder: Path, *, seconds: float, clients: int, seed: int) -> dict:
    cast = prepared(url, clients)
    with serving(url, folder, "bench.faults.site", **SITE) as site:
        people = [Person(site.port, cast, number, DEEDS, seed) for number in range(clients)]
        act(people)
        with dying_workers(site.process, seed) as killed:
            time.sleep(seconds)
        done = end(people)
    found = stored(url)
    unfriendly = {name: n for name, n in unkind(done).items() if name[-2:] != " 0"}
    figures = {
        "workers killed": len(killed),
        "answers": statuses(done),
        "in other words than ours": unfriendly,
        "acknowledged and lost": lost(people, found),
        "tallies that are wrong": found["wrong"],
    }
    return told(
        figures,
        nothing_acknowledged_is_lost=not figures["acknowledged and lost"],
        tallies_equal_rows=not found["wrong"],
        every_answer_is_ours=not unfriendly,
    )


def try_on(kind: str, **options) -> dict:
    with tempfile.TemporaryDirectory() as folder:
        if kind == "sqlite":
            with database(kind, Path(folder)) as url:
                return {"database": kind, **try_it(url, Path(folder), **options)}
        with durable_postgres() as server:
            return {"database": kind, **try_it(server.url, Path(folder), **options)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", choices=KINDS)
    options = vars(parser.parse_args())
    kind = options.pop("kind")
    print_all(*(try_on(each, **options) for each in ([kind] if kind else KINDS)))


if __name__ == "__main__":
    main()
