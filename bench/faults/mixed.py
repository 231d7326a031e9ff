"""Eight people read and write everything for ten minutes, against gunicorn, PostgreSQL and Redis.

.venv/bin/python -m bench.faults.mixed [--seconds 600] [--clients 8] [--seed 1]

Nobody gets an error, nothing acknowledged is lost, tallies equal rows, and after the warm-up (a
third of the time) the memory of all processes of gunicorn grows by a tenth at most.
"""

import argparse
import tempfile
import time
from collections import Counter
from pathlib import Path

from bench.faults import deeds
from bench.faults.cast import SITE, prepared, stored
from bench.faults.memory import watched
from bench.faults.person import Person, Stranger, act, end, lost, statuses, unkind
from bench.faults.promises import print_all, told
from bench.faults.redis import real_redis
from tests.processes import database
from tests.serving import serving

OFTEN = [deeds.read] * 12 + [deeds.vote] * 4 + [deeds.write, deeds.preview] * 3
SELDOM = [deeds.search, deeds.bookmark, deeds.follow, deeds.read_own, deeds.look_up] * 2
RARELY = [deeds.comment, deeds.log_in]
MIXED = OFTEN + SELDOM + RARELY
STRANGERS_DO = [deeds.read] * 8 + [deeds.search, deeds.look_up]
WARM_UP = 0.33
MOST = 0.1


def try_it(url: str, folder: Path, *, seconds: float, clients: int, seed: int) -> dict:
    with real_redis(folder) as redis:
        own = {"CACHE_URL": redis.url, "WEB_CONCURRENCY": "2", "WEB_THREADS": "4"}
        cast = prepared(url, clients, **own)
        with serving(url, folder, "bench.faults.site", **SITE, **own) as site:
            half = clients // 2
            people = [Person(site.port, cast, number, MIXED, seed) for number in range(half)]
            strangers = range(half, clients)
            people += [Stranger(site.port, cast, n, STRANGERS_DO, seed) for n in strangers]
            act(people)
            with watched(site.process) as course:
                time.sleep(seconds)
            done = end(people)
        found, said = stored(url, **own), (folder / "gunicorn.log").read_text()
    growth = course.growth(course.shares, WARM_UP), course.growth(course.own, WARM_UP)
    times = sorted(each.seconds for each in done)
    figures = {
        "seconds": seconds,
        "answers": statuses(done),
        "of": dict(Counter(each.deed for each in done)),
        "in other words": unkind(done),
        "seconds, median": round(times[len(times) // 2], 3),
        "seconds, 95th": round(times[int(len(times) * 0.95)], 3),
        "PSS in MB, every tenth of the time": tenths(course.shares),
        "USS in MB, every tenth of the time": tenths(course.own),
        "growth of PSS and USS after warm-up": growth,
        "acknowledged and lost": lost(people, found),
        "tallies that are wrong": found["wrong"],
        "rows": {name: len(found[name]) for name in ("votes", "comments", "texts")},
        "tracebacks": said.count("Traceback"),
    }
    return told(
        figures,
        nobody_gets_an_error=not figures["in other words"] and "503" not in figures["answers"],
        nothing_is_logged_as_a_bug=not figures["tracebacks"],
        memory_grows_by_a_tenth_at_most=max(growth) <= MOST,
        nothing_acknowledged_is_lost=not figures["acknowledged and lost"],
        tallies_equal_rows=not found["wrong"],
    )


def tenths(sizes: list[int]) -> list[float]:
    return [round(size / 1024, 1) for size in sizes[:: max(len(sizes) // 10, 1)]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    with tempfile.TemporaryDirectory() as folder, database("postgresql", Path(folder)) as url:
        print_all(try_it(url, Path(folder), **vars(parser.parse_args())))


if __name__ == "__main__":
    main()
