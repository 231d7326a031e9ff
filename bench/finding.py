"""Finding a paper in a large catalogue, beside one bare indexed SELECT: `make bench`.

    python -m bench.finding [--large]

Small: 20,000 papers on SQLite and on PostgreSQL. Large: 100,000 and 1,000,000.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.data.sizes import Size

SIZES = {"small": {"sqlite": 20_000, "postgresql": 20_000}}
SIZES["large"] = {"sqlite": 100_000, "postgresql": 1_000_000}
ROUNDS = 40


def main() -> None:
    size = "large" if "--large" in sys.argv else "small"
    with tempfile.TemporaryDirectory() as folder:
        measure("sqlite", SIZES[size]["sqlite"], f"sqlite:///{Path(folder) / 'bench.sqlite3'}")
    from tests.postgres import find_postgres, temporary_postgres

    if programs := find_postgres():
        with temporary_postgres(programs) as url:
            measure("postgresql", SIZES[size]["postgresql"], url)


def measure(engine: str, papers: int, database_url: str) -> None:
    """In a process of its own: the settings are read once."""
    environment = os.environ | {"DATABASE_URL": database_url, "DEBUG": "0", "SECRET_KEY": "bench"}
    environment |= {"SITE_URL": "http://testserver", "DJANGO_SETTINGS_MODULE": "tests.settings"}
    command = [sys.executable, "-m", "bench.finding", "--measure", engine, str(papers)]
    subprocess.run(command, env=environment, check=True)


def measure_here(engine: str, count: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from bench.data.filling import fill

    size = Size(summaries=count // 10, papers=count, users=400, votes=count // 10)
    call_command("migrate", verbosity=0)
    start = time.perf_counter()
    fill(size)
    filled = time.perf_counter() - start
    print(f"\n{engine}: {count:,} papers, {count // 10:,} summaries", end=", ")
    print(f"written and indexed in {filled:.0f} s")
    print(f"{'':<34}{'ms':>9}{'p95 ms':>9}{'× SELECT':>10}{'p95 ×':>9}")
    for name, action in actions(size):
        print_row(name, action)


def print_row(name: str, action) -> None:
    pairs = [(seconds(action, turn), seconds(bare_select, turn)) for turn in range(ROUNDS)]
    times, bases = (sorted(column) for column in zip(*pairs, strict=True))
    middle, base = statistics.median(times), statistics.median(bases)
    slow, slow_base = times[int(0.95 * ROUNDS)], bases[int(0.95 * ROUNDS)]
    print(
        f"{name:<34}{1000 * middle:>9.2f}{1000 * slow:>9.2f}{middle / base:>10.1f}"
        f"{slow / slow_base:>9.1f}"
    )


def seconds(action, turn: int) -> float:
    start = time.perf_counter()
    action(turn)
    return time.perf_counter() - start


def bare_select(turn: int) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT id, title FROM summaries_paper WHERE id = %s", [1 + turn * 379])
        assert cursor.fetchone()


def actions(size: Size):
    """What is measured, each a function of the number of the round."""
    from django.core.cache import cache
    from django.test import Client

    from bench.data.catalogue import arxiv_id, key_of
    from bench.data.words import Words
    from summaries.models import Paper

    words, client = Words().all, Client()

    def page(address):
        cache.clear()  # of the counted searches: nobody searches so much
        response = client.get(address)
        assert response.status_code == 200, f"{address} answered {response.status_code}"

    def searched(*ranks):
        def run(turn):
            page("/search/?q=" + "+".join(words[rank + turn % 5] for rank in ranks))

        return run

    yield "search, rare word", searched(len(words) // 3)
    yield "search, common word", searched(0)
    yield "search, word in every title", lambda turn: page("/search/?q=study")
    yield "search, three words", searched(0, 10, 20)
    yield "search, title", lambda turn: page(f"/search/?q=a+study+of+{words[turn]}+{turn + 1}")

    def key(turn, first):
        return key_of(first + turn * 37 % (size.papers // 20), size)

    bare = size.papers // 2  # the first papers have the summaries
    yield "paper page, without summary", lambda turn: page(f"/papers/{key(turn, bare)}/")
    yield "paper page, with summary", lambda turn: page(f"/papers/{key(turn, 100)}/")
    yield "resolver, key", lambda turn: Paper.objects.resolve(key(turn, 1))
    yield "resolver, DOI", lambda turn: Paper.objects.resolve(f"https://doi.org/10.1234/{turn + 9}")
    yield "resolver, arXiv", lambda turn: Paper.objects.resolve(arxiv_id(3 * turn + 300))
    yield "resolver, unknown", lambda turn: Paper.objects.resolve(f"10.9999/{turn}")


if __name__ == "__main__":
    if "--measure" in sys.argv:
        measure_here(sys.argv[-2], int(sys.argv[-1]))
    else:
        main()
