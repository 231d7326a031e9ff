"""Fill the disk of PostgreSQL under a site: what people see then, and what works afterwards.

.venv/bin/python -m bench.faults.disk_postgres [--full tables|log] [--megabytes 200] [--seed 1]

Everything that PostgreSQL has is on a disk of its own. Either its tables find no room to grow, or
its log does, too, and it stops. Whoever writes gets a page of ours with Retry-After, nothing that
was acknowledged is lost, and everything works when there is room and the server was started.
"""

import argparse
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.faults import deeds
from bench.faults.cast import SITE, prepared, stored
from bench.faults.disk import Writer
from bench.faults.memory import family
from bench.faults.person import lost, statuses, unkind
from bench.faults.postgres import Postgres, durable_postgres
from bench.faults.promises import print_all, told
from bench.faults.room import Limited, Tmpfs, small_disk
from tests.serving import Server, serving, wait_until

KINDS = ("tables", "log")


@contextmanager
def postgres_on(disk: Tmpfs | Limited) -> Iterator[Postgres]:
    """A server whose folder is on that disk."""
    usual, tempfile.tempdir = tempfile.tempdir, str(disk.folder)
    try:
        with durable_postgres() as server:
            tempfile.tempdir = usual
            yield server
    finally:
        tempfile.tempdir = usual


def use(person: Writer) -> None:
    person.write_long()
    for deed in (deeds.vote, deeds.comment, deeds.read) * 5:
        deed(person)


def seconds_to_revive(server: Postgres, site: Server) -> float:
    """Until the site is ready; a server that has given up is started, as an administrator does."""
    began = time.monotonic()
    if not server.is_running():
        server.start()
    wait_until(site.is_ready, site)
    return round(time.monotonic() - began, 1)


def try_it(disk: Tmpfs | Limited, folder: Path, *, full: str, seed: int) -> dict:
    with postgres_on(disk) as server:
        cast = prepared(server.url, 2)
        with serving(server.url, folder, "bench.faults.site", **SITE) as site:
            people = [Writer(site.port, cast, number, [], seed) for number in range(2)]
            with disk.full([server.process_id, *family(server.process_id)]):
                if full == "log":
                    server.begin_new_log()
                use(people[0])
            has_stopped = not server.is_running()
            seconds = seconds_to_revive(server, site)
            use(people[1])
        found = stored(server.url)
    figures = {
        "disk": disk.kind,
        "without room": full,
        "answers, full": statuses(people[0].done),
        "in other words": unkind([done for person in people for done in person.done]),
        "PostgreSQL has stopped": has_stopped,
        "seconds until the site is ready": seconds,
        "answers, free": statuses(people[1].done),
        "acknowledged and lost": lost(people, found),
        "tallies that are wrong": found["wrong"],
    }
    return told(
        figures,
        who_writes_is_asked_to_come_back="503" in figures["answers, full"]
        and not figures["in other words"],
        it_works_again=set(figures["answers, free"]) == {"200", "302"},
        nothing_acknowledged_is_lost=not figures["acknowledged and lost"],
        tallies_equal_rows=not found["wrong"],
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", choices=KINDS)
    parser.add_argument("--megabytes", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    for full in [options.full] if options.full else KINDS:
        with tempfile.TemporaryDirectory() as folder, small_disk(options.megabytes) as disk:
            print_all(try_it(disk, Path(folder), full=full, seed=options.seed))


if __name__ == "__main__":
    main()
