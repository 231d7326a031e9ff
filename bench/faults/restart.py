"""Stop and start PostgreSQL under a load of writes through gunicorn, and count what became of it.

.venv/bin/python -m bench.faults.restart [--seconds 30] [--away 5] [--clients 8] [--mode crash]
    [--worker-too]

Every vote, comment and text that was acknowledged is there afterwards, every other got a page of
ours with Retry-After, and people are answered again within five seconds. With --worker-too a
worker is killed by SIGKILL every second besides, in the middle of whatever it does; how soon
people are answered then is told and not judged.
"""

import argparse
import tempfile
import time
from contextlib import nullcontext
from pathlib import Path

from bench.faults.cast import SITE, prepared, stored
from bench.faults.deeds import comment, vote, write
from bench.faults.person import Person, act, end, lost, statuses, unkind
from bench.faults.postgres import MODES, Postgres, durable_postgres
from bench.faults.promises import print_all, told
from bench.faults.workers import dying_workers
from tests.serving import serving

DEEDS = [vote, vote, comment, write]
SOON = 5  # seconds
OPTIONS = ("seconds", "away", "clients", "seed", "mode", "kill")


def try_it(server: Postgres, folder: Path, *, patience: float = SOON, **options) -> dict:
    """The figures of one stop and start in the middle of so many seconds."""
    seconds, away, clients, seed, mode, kill = (options[name] for name in OPTIONS)
    cast = prepared(server.url, clients)
    with serving(server.url, folder, "bench.faults.site", **SITE) as site:
        people = [Person(site.port, cast, number, DEEDS, seed) for number in range(clients)]
        act(people)
        with dying_workers(site.process, seed) if kill else nullcontext():
            time.sleep(seconds / 2)
            server.stop(mode)
            time.sleep(away)
            server.start()
            back = time.monotonic()
            time.sleep(seconds / 2)
        done = end(people)
    found = stored(server.url)
    waited = {person.user: wait_of(person, back) for person in people}
    unfriendly = {name: n for name, n in unkind(done).items() if not (kill and name[-2:] == " 0")}
    figures = {
        "mode": mode,
        "workers killed too": kill,
        "answers": statuses(done),
        "in other words than ours": unfriendly,
        "acknowledged and lost": lost(people, found),
        "tallies that are wrong": found["wrong"],
        "seconds until somebody was answered again": round(min(waited.values()), 2),
        "seconds until everybody was": round(max(waited.values()), 2),
    }
    return told(
        figures,
        nothing_acknowledged_is_lost=not figures["acknowledged and lost"],
        tallies_equal_rows=not found["wrong"],
        every_answer_is_ours=not unfriendly,
        people_are_answered_within_five_seconds=kill or min(waited.values()) <= patience,
    )


def wait_of(person: Person, back: float) -> float:
    """Seconds until that person's first good answer after the server was back."""
    good = (each.at - back for each in person.done if each.at > back and 0 < each.status < 500)
    return min(good, default=float("inf"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--away", type=float, default=5)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mode", choices=MODES, default="clean")
    parser.add_argument("--worker-too", dest="kill", action="store_true")
    with tempfile.TemporaryDirectory() as folder, durable_postgres() as server:
        print_all(try_it(server, Path(folder), **vars(parser.parse_args())))


if __name__ == "__main__":
    main()
