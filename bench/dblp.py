"""Import a generated dblp dump into a PostgreSQL of its own, beside plain COPY of the same rows.

.venv/bin/python -m bench.dblp --records 1000000
"""

import argparse
import random
import resource
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from bench.copies import WAYS, copied, cost_of, manage
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
        first = cost_of(url, lambda: manage(url, "import_dblp", str(dump)))
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        speed = f"{records / first.seconds:9,.0f} records/s"
        print(f"import      {first.seconds:7.1f} s  {speed}  peak {peak:,.0f} MB")
        if not options.once:
            again = cost_of(url, lambda: manage(url, "import_dblp", str(dump))).seconds
            print(f"again       {again:7.1f} s  {records / again:9,.0f} records/s")
        for way in WAYS:
            plain = copied(url, folder, way, TABLES)
            print(f"{way:12}{plain.seconds:7.1f} s  {first.against(plain)}")


if __name__ == "__main__":
    main()
