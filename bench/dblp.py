"""Import a generated dblp dump into a PostgreSQL of its own, beside plain COPY of the same rows.

.venv/bin/python -m bench.dblp --records 1000000
"""

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from xml.sax.saxutils import escape

import psycopg

from tests.postgres import find_postgres, temporary_postgres

TABLES = [
    *("summaries_paper", "summaries_identifier", "summaries_author"),
    *("summaries_authoridentifier", "summaries_authorship", "summaries_twin"),
]
SYLLABLES = [
    "ka",
    "lo",
    "mi",
    "ra",
    "ne",
    "to",
    "shi",
    "ber",
    "gan",
    "lu",
    "pe",
    "vor",
    "ta",
    "il",
    "mo",
    "dra",
    "sen",
    "quo",
    "wei",
    "zhang",
]
INDEXED = "INCLUDING INDEXES INCLUDING GENERATED"
VENUES = ["conf/nips", "conf/icml", "conf/cvpr", "journals/jmlr", "conf/obscure", "journals/tit"]


def generate(path: Path, records: int) -> None:
    """A dump with namesakes, links, preprints and titles that come twice; always the same."""
    chance = random.Random(4)
    people = [_person(chance, number) for number in range(max(records // 3, 10))]
    with path.open("w", encoding="ascii") as file:
        file.write('<?xml version="1.0" encoding="US-ASCII"?>\n<!DOCTYPE dblp SYSTEM "dblp.dtd">\n')
        file.write("<dblp>\n")
        for number in range(records):
            file.write(_record(chance, number, people))
        file.write("</dblp>\n")


def _person(chance: random.Random, number: int) -> str:
    name = " ".join("".join(chance.choices(SYLLABLES, k=2)).title() for _ in range(2))
    return f"{name} {number % 10_000:04}" if chance.random() < 0.3 else f"{name}&uuml;{number}"


def _record(chance: random.Random, number: int, people: list[str]) -> str:
    venue = chance.choice(VENUES)
    words = chance.choices(SYLLABLES, k=chance.randint(4, 12))
    title = "Editorial" if chance.random() < 0.01 else escape(" ".join(words).capitalize())
    authors = {people[int(chance.random() ** 2 * len(people))] for _ in range(chance.randint(1, 6))}
    tag = "article" if venue.startswith("journals") else "inproceedings"
    link = f"https://doi.org/10.5555/{number}" if chance.random() < 0.8 else ""
    return "".join((
        f'<{tag} key="{venue}/P{number}" mdate="2024-01-01">\n',
        *(f"<author>{name}</author>\n" for name in sorted(authors)),
        f"<title>{title} <i>{number % 7}</i>.</title>\n<pages>{number % 900}-{number % 900 + 9}",
        f"</pages>\n<year>{chance.randint(1980, 2024)}</year>\n",
        f"<ee>{link}</ee>\n" if link else "",
        f"<url>db/{venue}.html#P{number}</url>\n</{tag}>\n",
    ))  # fmt: skip


def manage(url: str, *arguments: str) -> float:
    """Run a command against the database; how long it took."""
    environment = {**os.environ, "DATABASE_URL": url, "DEBUG": "1", "EMAIL_URL": "dummy:"}
    started = time.perf_counter()
    subprocess.run([sys.executable, "manage.py", *arguments], check=True, env=environment)
    return time.perf_counter() - started


def copied(url: str, folder: Path, like: str, tables: list[str]) -> float:
    """How long COPY takes to write the rows of the tables into empty ones like them."""
    seconds, rows = 0.0, folder / "rows"
    with psycopg.connect(url, autocommit=True) as connection:
        for table in tables:
            connection.execute(
                f"DROP TABLE IF EXISTS copied; CREATE TABLE copied (LIKE {table}{like})"
            )
            stored = table if like else f"(TABLE {table})"  # with its generated columns
            read = connection.cursor().copy(f"COPY {stored} TO STDOUT")
            with rows.open("wb") as out, read as data:
                out.writelines(data)
            started = time.perf_counter()
            written = connection.cursor().copy("COPY copied FROM STDIN")
            with rows.open("rb") as into, written as data:
                while chunk := into.read(1 << 20):
                    data.write(chunk)
            seconds += time.perf_counter() - started
    return seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--once", action="store_true", help="Leave out the second import.")
    options = parser.parse_args()
    records = options.records
    with tempfile.TemporaryDirectory() as name, temporary_postgres(find_postgres()) as url:
        folder = Path(name)
        dump = folder / "dblp.xml"
        generate(dump, records)
        print(f"{records:,} records, {dump.stat().st_size / 1e6:,.0f} MB")
        manage(url, "migrate", "--verbosity=0")
        first = manage(url, "import_dblp", str(dump))
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"import      {first:7.1f} s  {records / first:9,.0f} records/s  peak {peak:,.0f} MB")
        if not options.once:
            again = manage(url, "import_dblp", str(dump))
            print(f"again       {again:7.1f} s  {records / again:9,.0f} records/s")
        for label, like in (("COPY", ""), ("with indexes", f" {INDEXED}")):
            seconds = copied(url, folder, like, TABLES)
            rate = f"{records / seconds:9,.0f} records/s  1 : {first / seconds:.1f}"
            print(f"{label:12}{seconds:7.1f} s  {rate}")


if __name__ == "__main__":
    main()
