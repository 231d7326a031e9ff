"""The shared cache is killed, comes back empty, comes back with old contents, hangs: under load.

.venv/bin/python -m bench.faults.cache [--seconds 6] [--clients 6] [--kind postgresql] [--seed 1]

Nobody gets an error, limits are counted still, a cache that hangs slows requests by a second at
most and not each of them, and no page is older than the last write for longer than documented.
"""

import argparse
import secrets
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bench.faults.cast import SITE, prepared, stored
from bench.faults.deeds import ACKNOWLEDGED, comment, preview, read, vote
from bench.faults.person import Person, Stranger, act, end, lost, statuses, unkind
from bench.faults.promises import print_all, told
from bench.faults.redis import Redis, real_redis
from tests.processes import KINDS, database
from tests.serving import serving

PROCESSES = 2
LASTING = 10  # seconds that a page may be old after the cache was away: docs/performance.md
AT_ONCE = 1  # otherwise: what a busy machine takes, and the 0.05 seconds of a process's own pages
SLOWER = 2.5  # seconds: one of waiting, and a busy machine
EXPORTS = 5  # as shortsci/limits_table.py has it


class Reader(Stranger):
    """Somebody who looks whether what was just written is there."""

    def sees(self, path: str, word: str, seconds: float) -> float:
        """How long it takes until no answer lacks the word for a moment; inf when it never does."""
        began = last = time.monotonic()
        while time.monotonic() < began + seconds:
            if word in self.ask("look", path).text:
                if time.monotonic() > last + 0.5:
                    return last - began
            else:
                last = time.monotonic()
            time.sleep(0.02)
        return float("inf")


class Trial:
    """A site under load and the cache that is its victim."""

    def __init__(self, port: int, cast, redis: Redis, clients: int, seed: int):
        self.redis = redis
        # Nobody else writes about the text that is looked at, or their writes would drop its page.
        others = replace(cast, summaries=cast.summaries[1:])
        deeds = [vote, comment, preview]
        self.load = [Person(port, others, number, deeds, seed) for number in (0, 1)]
        self.load += [Stranger(port, cast, number, [read], seed) for number in range(2, clients)]
        self.writer = Person(port, cast, clients, [], seed)
        self.reader = Reader(port, cast, clients, [], seed)
        self.page = f"/summaries/{cast.summaries[0]}/"
        self.phases: dict[str, dict] = {}

    def write(self) -> str:
        """A word in a new comment that has been acknowledged."""
        word = secrets.token_hex(6)
        fields = {"body": f"Now: {word}", "parent": ""}
        self.reader.ask("look", self.page)  # so that it is kept as it was
        answer = self.writer.ask("comment", f"{self.page}comments/", fields, [ACKNOWLEDGED])
        if answer.status == ACKNOWLEDGED:
            self.writer.comments.add(fields["body"])
        return word

    def phase(self, name: str, seconds: float, fault: Callable[[], object], word: str = "") -> None:
        """The fault, and how long a word takes to be seen by strangers; the load goes on."""
        began = time.monotonic()
        fault()
        after = time.monotonic()
        ages = [self.reader.sees(self.page, word, 70)] if word else []
        while time.monotonic() < began + seconds or not ages:
            ages.append(self.reader.sees(self.page, self.write(), 70))
        done = [each for person in self.load for each in person.done if each.at > after]
        times = sorted(each.seconds for each in done)
        self.phases[name] = {
            "answers": statuses(done),
            "in other words": unkind(done),
            "seconds, median": round(times[len(times) // 2], 2) if times else None,
            "seconds, slowest": round(times[-1], 2) if times else None,
            "page older than a write, seconds": round(max(ages), 2),
        }

    def exports(self) -> int:
        """How many of twenty the limit lets through."""
        asked = (self.writer.ask("export", "/account/export/", {}, [200, 429]) for _ in range(20))
        return sum(answer.status == 200 for answer in asked)


def try_all(trial: Trial, seconds: float) -> dict:
    """Every fault in turn; what the limit let through while the cache was away."""
    redis = trial.redis
    trial.phase("there", seconds, lambda: None)
    trial.phase("killed", seconds, redis.kill)
    let_through = trial.exports()
    trial.phase("back, empty", seconds, redis.start, trial.write())
    trial.reader.ask("look", trial.page)
    redis.keep()
    redis.kill()
    trial.phase("back, with old contents", seconds, redis.start, trial.write())
    redis.forget()
    trial.phase("hanging", seconds, redis.hang)
    trial.phase("going on", seconds, redis.go_on, trial.write())
    return {"exports let through by two processes while it was away": let_through}


def try_it(url: str, folder: Path, *, seconds: float, clients: int, seed: int, patience=1) -> dict:
    """The figures; a busy machine wants patience, times as much as is promised."""
    with real_redis(folder) as redis:
        own = SITE | {"CACHE_URL": redis.url, "WEB_CONCURRENCY": str(PROCESSES)}
        cast = prepared(url, clients + 1, CACHE_URL=redis.url)
        with serving(url, folder, "shortsci.wsgi", **own) as site:
            trial = Trial(site.port, cast, redis, clients, seed)
            for person in trial.load:
                person.rest = 0.2
            act(trial.load)
            figures = try_all(trial, seconds)
            done = end(trial.load)
        found = stored(url)
    people = [*trial.load, trial.writer]
    figures |= {"phases": trial.phases, "acknowledged and lost": lost(people, found)}
    others = trial.writer.done + trial.reader.done
    ages = {name: each["page older than a write, seconds"] for name, each in trial.phases.items()}
    return told(
        figures,
        nobody_gets_an_error=not unkind(done) and not unkind(others),
        limits_are_counted=0 < figures[next(iter(figures))] <= EXPORTS * PROCESSES,
        what_hangs_slows_by_a_second=trial.phases["hanging"]["seconds, slowest"]
        <= SLOWER * patience,
        no_page_is_old_for_longer_than_documented=max(ages.values()) <= LASTING * patience,
        no_page_is_old_while_the_cache_is_there_or_away=max(
            ages[name] for name in ("there", "killed", "hanging")
        )
        <= AT_ONCE * patience,
        nothing_acknowledged_is_lost=not figures["acknowledged and lost"],
        tallies_equal_rows=not found["wrong"],
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=6, help="of each phase")
    parser.add_argument("--clients", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", choices=KINDS, default="postgresql")
    options = vars(parser.parse_args())
    kind = options.pop("kind")
    with tempfile.TemporaryDirectory() as folder, database(kind, Path(folder)) as url:
        print_all({"database": kind, **try_it(url, Path(folder), **options)})


if __name__ == "__main__":
    main()
