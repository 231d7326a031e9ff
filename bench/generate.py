"""A catalogue of any size by a fixed seed: papers, people and texts that look like real ones.

Words are drawn as in real texts: a few stand everywhere, most hardly anywhere.
"""

import random
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import islice

from django.db import connection, transaction
from django.db.models import Model

from accounts.models import User
from summaries import search
from summaries.models import Author, Authorship, Identifier, Keyword, Paper, Summary, Venue
from summaries.search.folding import fold, searchable, title_hash

SEED = 4
BATCH = 5_000
EPOCH = datetime(2015, 1, 1, tzinfo=UTC)
SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "is")]
COMMON = ("learning", "deep", "neural", "networks", "model", "data", "adaptive", "graph")
PEOPLE, VENUES, KEYWORDS = 400, 100, 100


def vocabulary(size: int) -> list[str]:
    """Distinct words; the first are common English ones of the field."""
    dice = random.Random(SEED)
    made = ("".join(dice.choices(SYLLABLES, k=4)) for _ in range(size * 2))
    return [*COMMON, *islice(dict.fromkeys(made), size - len(COMMON))]


class Words:
    """Draws words; the n-th of the vocabulary is about n times rarer than the first."""

    def __init__(self, size: int = 60_000):
        self.all = vocabulary(size)
        self.dice = random.Random(SEED + 1)
        self.weights = self._sums(size)

    def _sums(self, size: int) -> list[float]:
        total, sums = 0.0, []
        for rank in range(1, size + 1):
            total += 1 / rank
            sums.append(total)
        return sums

    def some(self, count: int) -> list[str]:
        return self.dice.choices(self.all, cum_weights=self.weights, k=count)


def title_of(number: int, words: Words) -> str:
    """Every title has the word "study", so that there is one that is everywhere."""
    return f"A study of {' '.join(words.some(7))} {number}"


def papers(count: int, words: Words) -> Iterator[Paper]:
    for number in range(1, count + 1):
        title = title_of(number, words)
        yield Paper(
            pk=number,
            key=f"conf/v{number % VENUES}/Paper{number}",
            title=title,
            venue_id=1 + number % VENUES,
            year=1990 + number % 36,
            abstract=" ".join(words.some(40)) if number % 10 == 0 else "",
            kind=Paper.Kind.CONFERENCE,
            summary_count=1 if is_summarised(number) else 0,
            search_title=searchable(title),
            title_hash=title_hash(title),
            search_names=names_of(number, count),
        )


def names_of(number: int, count: int) -> str:
    """As the database itself puts it together, so that it need not do so again."""
    authors = [folded_name(who) for who in dict.fromkeys(authors_of(number, count))]
    keywords = [f"topic {keyword - 1}" for keyword in sorted(keywords_of(number))]
    return " ".join([*authors, *keywords, f"Venue {number % VENUES}"])


def is_summarised(number: int) -> bool:
    return number % 10 == 0


def authors_of(number: int, count: int) -> tuple[int, int, int]:
    """Three distinct authors, numbered from 1."""
    most = author_count(count)
    return tuple(1 + (number * step + step) % most for step in (1, 7, 13))


def author_count(papers: int) -> int:
    return max(50, papers // 3)


@cache
def author_name(number: int) -> str:
    dice = random.Random(number)
    given, family = ("".join(dice.choices(SYLLABLES, k=k)).capitalize() for k in (2, 3))
    return f"{given} {family}"


@cache
def folded_name(number: int) -> str:
    return fold(author_name(number))


def authors(count: int) -> Iterator[Author]:
    for number in range(1, author_count(count) + 1):
        name = author_name(number)
        yield Author(pk=number, name=name, slug=f"author-{number}", search_name=fold(name))


def authorships(count: int) -> Iterator[tuple]:
    """(paper, author, position)"""
    for number in range(1, count + 1):
        for position, who in enumerate(dict.fromkeys(authors_of(number, count)), start=1):
            yield number, who, position


def identifiers(count: int) -> Iterator[tuple]:
    """(paper, scheme, value): every paper has a DOI, every third an arXiv id, too."""
    for number in range(1, count + 1):
        yield number, "doi", f"10.1234/{number}"
        if number % 3 == 0:
            yield number, "arxiv", arxiv_id(number)


def arxiv_id(number: int) -> str:
    return f"{1000 + number // 90_000:04}.{number % 90_000:05}"


def keywords_of(number: int) -> set[int]:
    return {1 + number % KEYWORDS, 1 + number % 7}


def keywords_of_papers(count: int) -> Iterator[tuple]:
    """(paper, keyword)"""
    for number in range(1, count + 1):
        for keyword in keywords_of(number):
            yield number, keyword


def summaries(count: int, words: Words) -> Iterator[Summary]:
    """Texts of some 400 words on every tenth paper, each by one of the people."""
    for number in range(1, count + 1):
        text = " ".join(words.some(400))
        moment = EPOCH + timedelta(minutes=number)
        yield Summary(
            pk=number,
            paper_id=number * 10,
            author_id=1 + number % PEOPLE,
            visibility=Summary.Visibility.PUBLIC,
            published_at=moment,
            body=text,
            body_html=f"<p>{text}</p>",
            text=text,
            word_count=400,
            renderer_version=1,
        )


def users() -> Iterator[User]:
    for number in range(1, PEOPLE + 1):
        name = f"person{number}"
        yield User(pk=number, username=name, skeleton=name, email=f"{name}@example.org")


def fill(count: int) -> None:
    """Write a catalogue of `count` papers, and summaries of every tenth."""
    with search.paused():
        write_rows(count)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def write_rows(count: int) -> None:
    words = Words()
    load(Venue(pk=n + 1, key=f"conf/v{n}", name=f"Venue {n}") for n in range(VENUES))
    load(Keyword(pk=n + 1, name=f"topic {n}") for n in range(KEYWORDS))
    load(users())
    load(authors(count))
    load(papers(count, words))
    load_links(Authorship, ["paper_id", "author_id", "position"], authorships(count))
    load_links(Identifier, ["paper_id", "scheme", "value"], identifiers(count))
    load_links(Paper.keywords.through, ["paper_id", "keyword_id"], keywords_of_papers(count))
    load(summaries(count // 10, words))


def load(rows: Iterable[Model]) -> None:
    """Write rows in the fastest way that the database has; no `save()` is called."""
    for batch in batched_rows(rows):
        model = type(batch[0])
        fields = [field for field in model._meta.concrete_fields if not field.generated]
        if all(row.pk is None for row in batch):
            fields.remove(model._meta.pk)
        values = ([written(field, row) for field in fields] for row in batch)
        with transaction.atomic(), connection.cursor() as cursor:
            insert(cursor, model._meta.db_table, [field.column for field in fields], values)
    if connection.vendor == "postgresql":
        renumber(model)


def load_links(model: type[Model], columns: list[str], rows: Iterable[tuple]) -> None:
    """The rows of a table that only ties others together: without models, there are millions."""
    for batch in batched_rows(rows):
        with transaction.atomic(), connection.cursor() as cursor:
            insert(cursor, model._meta.db_table, columns, batch)


def batched_rows(rows: Iterable) -> Iterator[list]:
    source = iter(rows)
    while batch := list(islice(source, BATCH)):
        yield batch


def written(field, row):
    return field.get_db_prep_save(field.pre_save(row, add=True), connection)


def insert(cursor, table: str, columns: list[str], values) -> None:
    names = ", ".join(f'"{column}"' for column in columns)
    if connection.vendor == "postgresql":
        with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
            for row in values:
                copy.write_row(row)
    else:
        places = ", ".join(["%s"] * len(columns))
        cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({places})', values)  # noqa: S608


def renumber(model: type[Model]) -> None:
    """The next row that the site itself makes gets the next number."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT setval(pg_get_serial_sequence('\"{table}\"', 'id'),"  # noqa: S608
            f' (SELECT max(id) FROM "{table}"))'
        )
