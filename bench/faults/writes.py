"""Eight processes write into one SQLite file through gunicorn: nobody hears that it is locked.

.venv/bin/python -m bench.faults.writes [--seconds 60] [--clients 16] [--processes 8] [--seed 1]

People vote, comment and write. Each answer is the page that was asked for, all that was
acknowledged is there, and the tallies equal the rows.
"""

import argparse
import tempfile
import time
from pathlib import Path

from bench.faults.cast import SITE, prepared, stored
from bench.faults.deeds import comment, vote, write
from bench.faults.person import Person, act, end, lost, statuses, unkind
from bench.faults.promises import print_all, told
from tests.serving import serving

DEEDS = [vote, vote, comment, write]


def try_it(folder: Path, *, seconds: float, clients: int, processes: int, seed: int) -> dict:
    url = f"sqlite:///{folder / 'site.sqlite3'}"
    cast = prepared(url, clients)
    size = {"WEB_CONCURRENCY": str(processes), "WEB_THREADS": "2"}
    with serving(url, folder, "bench.faults.site", **SITE, **size) as site:
        people = [Person(site.port, cast, number, DEEDS, seed) for number in range(clients)]
        act(people)
        time.sleep(seconds)
        done = end(people)
    found, said = stored(url), (folder / "gunicorn.log").read_text()
    slowest = max(each.seconds for each in done)
    figures = {
        "processes": processes,
        "answers": statuses(done),
        "in other words": unkind(done),
        "locked, in the log": said.count("database is locked"),
        "acknowledged and lost": lost(people, found),
        "tallies that are wrong": found["wrong"],
        "rows": {name: len(found[name]) for name in ("votes", "comments", "texts")},
        "slowest answer, seconds": round(slowest, 2),
    }
    return told(
        figures,
        nobody_hears_of_a_lock=set(figures["answers"]) <= {"200", "302"},
        nothing_is_locked="database is locked" not in said,
        nothing_acknowledged_is_lost=not figures["acknowledged and lost"],
        tallies_equal_rows=not found["wrong"],
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--processes", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    with tempfile.TemporaryDirectory() as folder:
        print_all(try_it(Path(folder), **vars(parser.parse_args())))


if __name__ == "__main__":
    main()
