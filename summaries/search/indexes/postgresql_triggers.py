"""What keeps the names of papers current on PostgreSQL: they hang on other tables.

Triggers there fire once a statement, whatever the number of its rows. They name papers when they
have the locks of their rows, so that of two who add something at the same time neither misses the
other's. On papers themselves the trigger comes after updates: one before them would have PostgreSQL
make all word lists of a paper anew with whatever else is written to it.
"""

# ruff: noqa: S608 - every part of these statements is written here

from django.db import connection

from .tables import FIRST_AUTHORS, OF_PAPER, RENAMED

NAME = "search_names = summaries_names_of(id, venue_id)"
FUNCTIONS = f"""
    CREATE OR REPLACE FUNCTION summaries_names_of(paper bigint, venue bigint) RETURNS text
    LANGUAGE sql STABLE AS $$
        SELECT concat_ws(' ',
            (SELECT string_agg(coalesce(nullif(a.search_name, ''), a.name), ' ' ORDER BY r.position)
             FROM summaries_authorship r JOIN summaries_author a ON a.id = r.author_id
             WHERE r.paper_id = paper AND r.position <= {FIRST_AUTHORS}),
            (SELECT string_agg(k.name, ' ' ORDER BY k.id)
             FROM summaries_paper_keywords l JOIN summaries_keyword k ON k.id = l.keyword_id
             WHERE l.paper_id = paper),
            (SELECT concat_ws(' ', v.name, nullif(v.full_name, ''))
             FROM summaries_venue v WHERE v.id = venue))
    $$;
    CREATE OR REPLACE FUNCTION summaries_name_paper() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        NEW.search_names := summaries_names_of(NEW.id, NEW.venue_id);
        RETURN NEW;
    END $$;
    CREATE OR REPLACE FUNCTION summaries_rename_paper() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        UPDATE summaries_paper SET {NAME}
        WHERE id = NEW.id AND search_names <> summaries_names_of(id, venue_id);
        RETURN NULL;
    END $$;
    CREATE OR REPLACE FUNCTION summaries_touch_papers() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        -- In one order, so that two who touch the same papers wait and do not block each other.
        PERFORM FROM summaries_paper
        WHERE id IN (SELECT paper_id FROM changed) ORDER BY id FOR NO KEY UPDATE;
        UPDATE summaries_paper SET {NAME} WHERE id IN (SELECT paper_id FROM changed);
        RETURN NULL;
    END $$;
"""


def triggers() -> dict[tuple[str, str], str]:
    """(table, name) → what follows CREATE TRIGGER and the name."""
    made = {
        ("summaries_paper", "search_insert"): (
            "BEFORE INSERT ON summaries_paper FOR EACH ROW"
            " WHEN (NEW.venue_id IS NOT NULL OR NEW.search_names <> '')"
            " EXECUTE FUNCTION summaries_name_paper()"
        ),
        ("summaries_paper", "search_rename"): (
            "AFTER UPDATE OF venue_id, search_names ON summaries_paper FOR EACH ROW"
            " WHEN ((OLD.venue_id, OLD.search_names) IS DISTINCT FROM"
            " (NEW.venue_id, NEW.search_names)) EXECUTE FUNCTION summaries_rename_paper()"
        ),
    }
    for table in OF_PAPER:
        for event in ("INSERT NEW", "DELETE OLD", "UPDATE OLD", "UPDATE NEW"):
            made[table, f"search_{event.lower().replace(' ', '_')}"] = _touch(table, event)
    for table, (columns, _) in RENAMED.items():
        made[table, "search_rename"] = _rename(table, columns)
    return made


def _touch(table: str, event: str) -> str:
    kind, rows = event.split()
    return (
        f"AFTER {kind} ON {table} REFERENCING {rows} TABLE AS changed"
        " FOR EACH STATEMENT EXECUTE FUNCTION summaries_touch_papers()"
    )


def _rename(table: str, columns: list[str]) -> str:
    old, new = (", ".join(f"{row}.{name}" for name in columns) for row in ("OLD", "NEW"))
    return (
        f"AFTER UPDATE OF {', '.join(columns)} ON {table} FOR EACH ROW"
        f" WHEN (({old}) IS DISTINCT FROM ({new})) EXECUTE FUNCTION {table}_renamed()"
    )


def _rename_functions() -> list[str]:
    return [
        f"""CREATE OR REPLACE FUNCTION {table}_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM FROM summaries_paper
            WHERE id IN ({papers.format("NEW.id")}) ORDER BY id FOR NO KEY UPDATE;
            UPDATE summaries_paper SET {NAME} WHERE id IN ({papers.format("NEW.id")});
            RETURN NULL;
        END $$"""
        for table, (_, papers) in RENAMED.items()
    ]


def missing() -> list[str]:
    """The triggers that are not there or switched off."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgenabled <> 'D'"
        )
        there = set(cursor.fetchall())
    return [f"{table}.{name}" for table, name in triggers() if (table, name) not in there]


def create() -> list[str]:
    absent = set(missing())
    return [
        FUNCTIONS,
        *_rename_functions(),
        *(
            f"DROP TRIGGER IF EXISTS {name} ON {table}; CREATE TRIGGER {name} {rest}"
            for (table, name), rest in triggers().items()
            if f"{table}.{name}" in absent
        ),
    ]


def drop() -> list[str]:
    return [
        *(f"DROP TRIGGER IF EXISTS {name} ON {table}" for table, name in triggers()),
        *(f"DROP FUNCTION IF EXISTS {table}_renamed" for table in RENAMED),
        "DROP FUNCTION IF EXISTS summaries_touch_papers, summaries_name_paper",
        "DROP FUNCTION IF EXISTS summaries_rename_paper",
        "DROP FUNCTION IF EXISTS summaries_names_of",
    ]


def switch(how: str) -> list[str]:
    """ENABLE or DISABLE all of them."""
    return [f"ALTER TABLE {table} {how} TRIGGER {name}" for table, name in triggers()]


CATCH_UP = f"""
    UPDATE summaries_paper SET {NAME}
    WHERE id = ANY (%s) AND search_names <> summaries_names_of(id, venue_id)
"""
