"""Load a generated public dump into a PostgreSQL of its own, beside plain COPY of the same rows.

.venv/bin/python -m bench.loading --rows 1000000
"""

import argparse
import os
import resource
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bench.copies import WAYS, copied, cost_of, manage
from tests.postgres import find_postgres, temporary_postgres

BEGUN = datetime(2015, 1, 1, tzinfo=UTC)
TABLES = [
    *("summaries_venue", "summaries_keyword", "summaries_author", "summaries_paper"),
    *("summaries_authorship", "summaries_paper_keywords", "summaries_identifier"),
    *("accounts_user", "summaries_summary", "summaries_summaryrevision", "summaries_carriedvotes"),
]
# Of all rows of a dump about so many are summaries; as many are papers.
SHARE = 0.42


def generate(folder: Path, size) -> int:
    """Write the dump; how many rows it has."""
    from summaries.public_dump.manifest import NAME, Manifest, part_of, schema_file
    from summaries.public_dump.rows import TABLES as KINDS

    parts = []
    for table, kind in KINDS.items():
        path, count = folder / f"{table}.jsonl", 0
        with path.open("wb") as file:
            for row in ROWS[table](size):
                file.write(kind(**row).model_dump_json().encode() + b"\n")
                count += 1
        (folder / schema_file(table)).write_text("{}")
        parts.append(part_of(table, path, count))
    (folder / NAME).write_text(Manifest(tables=parts).model_dump_json())
    return sum(part.rows for part in parts)


def venues(size) -> Iterator[dict]:
    for number in range(1, size.venues + 1):
        yield {
            **{"key": f"conf/v{number}", "name": f"Venue {number}", "full_name": ""},
            **{"kind": "conference", "section": ""},
        }


def keywords(size) -> Iterator[dict]:
    from bench.data.catalogue import keyword_name

    for number in range(1, size.keywords + 1):
        yield {"name": keyword_name(number), "section": ""}


def authors(size) -> Iterator[dict]:
    from bench.data.words import author_name

    for number in range(1, size.authors + 1):
        name = author_name(number)
        yield {
            **{"slug": f"author-{number}", "name": name, "family": name.split()[1]},
            **{"is_collective": False, "identifiers": []},
        }


def papers(size) -> Iterator[dict]:
    from bench.data.catalogue import (
        authors_of,
        key_of,
        keyword_name,
        keywords_of,
        title_of,
        venue_of,
        year_of,
    )
    from bench.data.words import Words

    words = Words()
    for number in range(1, size.papers + 1):
        facts = dict.fromkeys(("container", "volume", "number", "pages", "publisher"), "")
        yield facts | {
            "key": key_of(number, size),
            "title": title_of(number, words),
            "authors": [f"author-{who}" for who in authors_of(number, size)],
            "venue": f"conf/v{venue_of(number, size)}",
            "year": year_of(number),
            "kind": "conference",
            "abstract": " ".join(words.some(120)).capitalize() + ".",
            "keywords": [keyword_name(each) for each in keywords_of(number, size)],
            "identifiers": [{"scheme": "doi", "value": f"10.5555/{number}"}],
            "status": "identified",
            "source": "dblp",
        }


def people(size) -> Iterator[dict]:
    for number in range(1, size.users + 1):
        facts = dict.fromkeys(("display_name", "bio", "orcid", "website"), "")
        since = date(2015, 1, 1)
        yield facts | {"username": f"person{number}", "is_orcid_verified": False, "since": since}


def summaries(size) -> Iterator[dict]:
    from bench.data.bodies import Bodies
    from bench.data.catalogue import key_of
    from bench.data.plan import Plan
    from bench.data.words import Words

    class Sources(Bodies):
        """Nothing is shown here, so nothing is rendered."""

        def _rendered(self):
            return "\n\n".join(self._blocks(self.dice.randint(2_000, 5_600)))

    plan, sources = Plan(size), Sources(Words()).rendered
    for number in plan.numbers():
        author = plan.author_of[number]
        moment = BEGUN + timedelta(minutes=number)
        body = f"Note {number}.\n\n{sources[number % len(sources)]}"
        version = {"number": 1, "body": body, "note": "", "is_redacted": False}
        yield {
            "id": number,
            "paper": key_of(plan.paper_of[number], size),
            "author": f"person{author}" if author else None,
            "is_anonymous": False,
            "is_imported": not author,
            "licence": "CC-BY-4.0",
            **dict.fromkeys(("competing_interests", "ai_assistance"), ""),
            "body": body,
            "published_at": moment,
            "edited_at": None,
            "are_comments_closed": False,
            **{"ups": number % 7, "downs": number % 2, "stated_comments": 0},
            "revisions": [version | {"saved_at": moment, "shown_at": moment}],
        }


ROWS = {
    **{"venues": venues, "keywords": keywords, "authors": authors, "papers": papers},
    **{"people": people, "summaries": summaries, "comments": lambda size: iter(())},
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    rows = parser.parse_args().rows
    os.environ |= {"DJANGO_SETTINGS_MODULE": "shortsci.settings", "DEBUG": "1"}
    import django

    django.setup()
    from bench.data.sizes import Size

    texts = int(rows * SHARE)
    size = Size(summaries=texts, papers=texts, users=max(1_000, rows // 20), votes=texts)
    with tempfile.TemporaryDirectory() as name, temporary_postgres(find_postgres()) as url:
        folder = Path(name)
        count = generate(folder, size)
        volume = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
        print(f"{count:,} rows, {texts:,} of them summaries, {volume:,.0f} MB", flush=True)
        manage(url, "migrate", "--verbosity=0")
        load = ("load_public", str(folder), "--no-render", "--verbosity=0")
        cost = cost_of(url, lambda: manage(url, *load))
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        speed = f"{count / cost.seconds:,.0f} rows/s, peak {peak:,.0f} MB"
        print(f"load_public  {cost.seconds:8.1f} s {cost.cpu:8.1f} s CPU  {speed}", flush=True)
        for path in folder.iterdir():
            path.unlink()  # so that the copies have room
        for way in WAYS:
            plain = copied(url, folder, way, TABLES)
            ratio = cost.against(plain)
            print(f"{way:12} {plain.seconds:8.1f} s {plain.cpu:8.1f} s CPU  {ratio}", flush=True)


if __name__ == "__main__":
    main()
