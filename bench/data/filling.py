"""Write a whole site, in the fastest way that the database has."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from summaries import places, search
from summaries.models import Authorship, Citation, DailyReaders, Identifier, Paper, Vote
from summaries.public_dump.indexes import made_at_the_end
from summaries.readers import count_readers_of_week

from . import catalogue, community
from .bodies import Bodies
from .plan import Plan
from .sizes import Size
from .words import Words

BATCH = 5_000


def fill(size: Size) -> Plan:
    """Into an empty, migrated database; returns who wrote what."""
    plan, words = Plan(size), Words()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")  # a batch is made while it is written
            cursor.execute("SET maintenance_work_mem = '512MB'")
    with search.paused(), made_at_the_end(tables()), places.paused():
        write_catalogue(plan, words)
        write_community(plan, Bodies(words))
    count_readers_of_week()
    with connection.cursor() as cursor:
        # As a database is that has been there for a while.
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    return plan


def tables() -> list[type[Model]]:
    """All of ours."""
    ours = (apps.get_app_config(label) for label in ("accounts", "summaries"))
    return [model for app in ours for model in app.get_models(include_auto_created=True)]


def write_catalogue(plan: Plan, words: Words) -> None:
    size, counts = plan.size, Counter(plan.paper_of)
    load(catalogue.venues(size))
    load(catalogue.keywords(size))
    load(catalogue.authors(size))
    load(catalogue.papers(size, words, counts))
    load_links(Authorship, ["paper_id", "author_id", "position"], catalogue.authorships(size))
    load_links(Identifier, ["paper_id", "scheme", "value"], catalogue.identifiers(size))
    topics = Paper.keywords.through
    load_links(topics, ["paper_id", "keyword_id"], catalogue.keywords_of_papers(size))


def write_community(plan: Plan, bodies: Bodies) -> None:
    load(community.users(plan))
    load(community.summaries(plan, bodies))
    load(community.comments(plan))
    moments = ["counted_at", "created_at", "updated_at"]
    load_links(Vote, ["summary_id", "voter_id", "value", "reason", *moments], community.votes(plan))
    load_links(Citation, ["summary_id", "key"], community.citations(plan))
    columns = ["day", "paper_id", "summary_id", "readers"]
    load_links(DailyReaders, columns, community.daily_readers(plan, timezone.now().date()))


def load(rows: Iterable[Model]) -> None:
    """Without calling `save()`."""
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
