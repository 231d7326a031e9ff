"""Time every page family on both databases, in the same minute as what it is compared with.

python -m bench.speed [small] [medium] [large] [--engine postgresql] [--keep FOLDER] [--url URL]
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from tests.postgres import find_postgres, temporary_postgres

SIZES = ("small", "medium", "large")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", default=["small", "medium"])
    parser.add_argument("--engine", choices=["sqlite", "postgresql"])
    parser.add_argument("--only", default="", help="families whose names contain this")
    parser.add_argument("--keep", type=Path, help="folder in which SQLite files stay")
    parser.add_argument(
        "--url", help="a PostgreSQL that stays, for the last of the sizes; filled if it is empty"
    )
    asked = parser.parse_args()
    # So that what is running is stopped, whoever ends this.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Stopped."))
    engines = [asked.engine] if asked.engine else ["postgresql", "sqlite"]
    for engine in ["postgresql"] if asked.url else engines:
        medians: dict[str, dict[str, float]] = {}
        for size in asked.sizes:
            url = asked.url if size == asked.sizes[-1] else None
            with (
                database(engine, size, asked.keep, url) as place,
                tempfile.TemporaryDirectory() as folder,
            ):
                medians[size] = measured(engine, size, environment(place, folder), asked.only)
        print_growth(engine, medians)


@contextmanager
def database(engine: str, size: str, kept: Path | None, url: str | None):
    if url:
        yield url
        return
    if engine == "postgresql":
        with temporary_postgres(find_postgres()) as url:
            yield url
        return
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{(kept or Path(folder)).absolute() / size}.sqlite3"


def environment(url: str, folder: str) -> dict[str, str]:
    return {
        "DATABASE_URL": url,
        "DEBUG": "0",
        "SECRET_KEY": "bench",
        "SITE_URL": "http://127.0.0.1",
        "STATIC_ROOT": f"{folder}/static",
        "MEDIA_ROOT": f"{folder}/media",
        "DJANGO_SETTINGS_MODULE": "bench.speed.settings",
    }


def measured(engine: str, size: str, variables: dict[str, str], only: str) -> dict[str, float]:
    everything = os.environ | variables
    manage = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity=0"]
    subprocess.run(manage, env=everything, check=True)
    prepare = [sys.executable, "-m", "bench.speed.prepare", size]
    told = subprocess.run(prepare, env=everything, check=True, stdout=subprocess.PIPE)
    from .measure import measure

    print(f"\n{engine}, {size}", flush=True)
    return measure(size, variables, json.loads(told.stdout), only)


def print_growth(engine: str, medians: dict[str, dict[str, float]]) -> None:
    """How much more a page of the largest site costs than the same of the smallest."""
    if len(medians) < 2:
        return
    first, *_, last = medians
    print(f"\n{engine}: {last} / {first} (medians, each divided by the plainest page beside it)")
    for name, cost in medians[last].items():
        print(f"  {name:<24}{cost / medians[first][name]:>6.2f}")


if __name__ == "__main__":
    main()
