"""What the search asks on PostgreSQL: stored word lists and their indexes.

The word lists are generated columns, so they need nothing to stay current; what does is in
`postgresql_triggers`.
"""

from django.apps import apps
from django.db import connection, transaction

from summaries.batches import batches

from . import postgresql_triggers as upkeep

BATCH = 2_000
SIGNS = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
LONGEST = 200_000  # characters: a list of words may take a megabyte and no more


def bare(column: str) -> str:
    """The column without punctuation, in which the parser would see hosts, paths and floats."""
    return f"translate(left({column}, {LONGEST}), $${SIGNS}$$, repeat(' ', {len(SIGNS)}))"


def words(column: str, configuration: str = "summaries_words") -> str:
    return f"to_tsvector('{configuration}', {bare(column)})"


ALL_WORDS = (
    f"setweight({words('search_title')}, 'A') || setweight({words('search_names')}, 'B')"
    f" || setweight({words('abstract')}, 'D')"
)
COLUMNS = {
    ("summaries_paper", "title_words"): words("search_title"),
    ("summaries_paper", "all_words"): ALL_WORDS,
    ("summaries_summary", "text_words"): words("text"),
}
INDEXES = {
    "summaries_paper_title_words": "summaries_paper USING gin (title_words)",
    "summaries_paper_all_words": "summaries_paper USING gin (all_words)",
    "summaries_paper_title_like": "summaries_paper USING gin (search_title gin_trgm_ops)",
    "summaries_summary_words": "summaries_summary USING gin (text_words)",
    "summaries_author_words": (
        f"summaries_author USING gin ({words('search_name', 'summaries_names')})"
    ),
    "summaries_author_name_like": "summaries_author USING gin (search_name gin_trgm_ops)",
    "summaries_keyword_words": f"summaries_keyword USING gin ({words('name', 'summaries_names')})",
}
# Neither configuration knows stop words: in titles they are words like others.
CONFIGURATIONS = """
    CREATE EXTENSION IF NOT EXISTS unaccent;
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
    DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_ts_config WHERE cfgname = 'summaries_words') THEN
        CREATE TEXT SEARCH DICTIONARY summaries_stem (TEMPLATE = snowball, LANGUAGE = english);
        CREATE TEXT SEARCH CONFIGURATION summaries_words (COPY = simple);
        ALTER TEXT SEARCH CONFIGURATION summaries_words
            ALTER MAPPING FOR word, asciiword WITH unaccent, summaries_stem;
        CREATE TEXT SEARCH CONFIGURATION summaries_names (COPY = simple);
        ALTER TEXT SEARCH CONFIGURATION summaries_names
            ALTER MAPPING FOR word, asciiword WITH unaccent, simple;
    END IF;
    END $$;
"""


def missing() -> list[str]:
    """The names of what should be there, in force, and is not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT attrelid::regclass::text, attname FROM pg_attribute")
        there = {f"{table}.{name}" for table, name in cursor.fetchall()}
        cursor.execute(
            "SELECT indexname FROM pg_indexes WHERE schemaname = ANY (current_schemas(false))"
        )
        there |= {name for (name,) in cursor.fetchall()}
    columns = {f"{table}.{name}" for table, name in COLUMNS}
    return sorted(({*columns, *INDEXES} - there) | set(upkeep.missing()))


def create() -> None:
    """Make what is not there yet; the columns of existing rows are filled at once."""
    run(
        [
            CONFIGURATIONS,
            *(
                f"ALTER TABLE {table} ADD COLUMN IF NOT EXISTS {name} tsvector"
                f" GENERATED ALWAYS AS ({expression}) STORED"
                for (table, name), expression in COLUMNS.items()
            ),
            *(f"CREATE INDEX IF NOT EXISTS {name} ON {on}" for name, on in INDEXES.items()),
            *upkeep.create(),
        ]
    )


def drop() -> None:
    """The extensions stay: others may use them."""
    run(
        [
            *upkeep.drop(),
            *(f"DROP INDEX IF EXISTS {name}" for name in INDEXES),
            *(f"ALTER TABLE {table} DROP COLUMN IF EXISTS {name}" for table, name in COLUMNS),
            "DROP TEXT SEARCH CONFIGURATION IF EXISTS summaries_words, summaries_names",
            "DROP TEXT SEARCH DICTIONARY IF EXISTS summaries_stem",
        ]
    )


def pause() -> None:
    run(upkeep.switch("DISABLE"))


def resume() -> None:
    """Keep everything current again, and bring it up to date in steps: others go on writing."""
    # What a transaction has put off until its end keeps tables from being altered.
    run(["SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL DEFERRED"])
    create()
    go_on()
    papers = apps.get_model("summaries", "Paper").objects.all()
    for keys in batches(papers, BATCH):
        run([upkeep.CATCH_UP], [keys])


def go_on() -> None:
    """Keep everything current again."""
    run(upkeep.switch("ENABLE"))


@transaction.atomic
def run(statements, parameters=None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        for statement in statements:
            cursor.execute(statement, parameters)
