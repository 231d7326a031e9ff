"""What keeps the search current on SQLite: FTS5 tables without contents of their own, and triggers.

An index is told the old words of a row before it is told the new ones; told wrong ones, it would
be damaged. Hence one trigger a table and event, in which the order of the steps is written down,
and no reliance on which of two triggers comes first. SQLite does not fire a trigger from within
itself, which is what lets the one on papers write into its own row.
"""

# ruff: noqa: S608 - every part of these statements is written here

from django.db import connection, transaction

from .tables import COLUMNS, FIRST_AUTHORS, OF_PAPER, RENAMED, STEMMED

NAMES = f"""trim(
    coalesce((SELECT group_concat(name, ' ') FROM (
        SELECT coalesce(nullif(a.search_name, ''), a.name) AS name
        FROM summaries_authorship r JOIN summaries_author a ON a.id = r.author_id
        WHERE r.paper_id = {{paper}}.id AND r.position <= {FIRST_AUTHORS} ORDER BY r.position)), '')
    || ' ' || coalesce((SELECT group_concat(k.name, ' ')
        FROM summaries_paper_keywords l JOIN summaries_keyword k ON k.id = l.keyword_id
        WHERE l.paper_id = {{paper}}.id), '')
    || ' ' || coalesce((SELECT v.name || ' ' || v.full_name
        FROM summaries_venue v WHERE v.id = {{paper}}.venue_id), ''))"""
TOUCH = "UPDATE summaries_paper SET search_names = '' WHERE id IN ({});"


def tables() -> dict[str, str]:
    """Name → statement of each index."""
    return {f"{table}_index": _table(table, columns) for table, columns in COLUMNS.items()}


def triggers() -> dict[str, str]:
    """Name → statement of each trigger."""
    made: dict[str, str] = {}
    for table in COLUMNS:
        made |= _of_paper() if table == "summaries_paper" else _of_text(table)
    for table in OF_PAPER:
        made |= _of_part(table)
    for table, (columns, papers) in RENAMED.items():
        made |= _of_name(table, columns, papers)
    return made


def _table(table: str, columns: list[str]) -> str:
    tokens = "porter unicode61" if table in STEMMED else "unicode61"
    return f"""CREATE VIRTUAL TABLE {table}_index USING fts5({", ".join(columns)},
        content='{table}', content_rowid='id', tokenize='{tokens} remove_diacritics 2')"""


def _of_text(table: str) -> dict[str, str]:
    events = {
        "insert": ("INSERT", _learn(table)),
        "update": (f"UPDATE OF {', '.join(COLUMNS[table])}", _forget(table) + _learn(table)),
        "delete": ("DELETE", _forget(table)),
    }
    return dict(_trigger(table, name, event, steps) for name, (event, steps) in events.items())


def _of_paper() -> dict[str, str]:
    table, touched = "summaries_paper", "search_title, search_names, abstract, venue_id"
    current = NAMES.format(paper="summaries_paper")
    name = f"UPDATE {table} SET search_names = {current} WHERE id = new.id;"
    is_named = "new.venue_id IS NOT NULL OR new.search_names <> ''"
    events = {
        "insert": ("INSERT", _learn(table) + TOUCH.format(f"SELECT new.id WHERE {is_named}")),
        "update": (f"UPDATE OF {touched}", _forget(table) + name + _learn(table, stored=True)),
        "delete": ("DELETE", _forget(table)),
    }
    return dict(_trigger(table, name, event, steps) for name, (event, steps) in events.items())


def _of_part(table: str) -> dict[str, str]:
    """Who wrote a paper, and what it is about; papers of thousands cost what those of few do."""
    far = f"WHERE {{0}}.position <= {FIRST_AUTHORS}" if table == "summaries_authorship" else ""
    before = TOUCH.format(f"SELECT old.paper_id {far.format('old')}")
    after = TOUCH.format(f"SELECT new.paper_id {far.format('new')}")
    events = {"insert": after, "delete": before, "update": before + after}
    return dict(_trigger(table, name, name.upper(), steps) for name, steps in events.items())


def _of_name(table: str, columns: list[str], papers: str) -> dict[str, str]:
    is_changed = " OR ".join(f"old.{name} <> new.{name}" for name in columns)
    event = f"UPDATE OF {', '.join(columns)}"
    steps = TOUCH.format(f"{papers.format('new.id')} AND ({is_changed})")
    return dict([_trigger(table, "rename", event, steps)])


def _trigger(table: str, name: str, event: str, steps: str) -> tuple[str, str]:
    full = f"{table}_search_{name}"
    return full, f"CREATE TRIGGER {full} AFTER {event} ON {table} BEGIN {steps} END"


def _learn(table: str, stored: bool = False) -> str:
    columns = COLUMNS[table]
    if stored:
        values = f"SELECT id, {', '.join(columns)} FROM {table} WHERE id = new.id"
    else:
        values = f"VALUES (new.id, {', '.join(f'new.{name}' for name in columns)})"
    return f"INSERT INTO {table}_index (rowid, {', '.join(columns)}) {values};"


def _forget(table: str) -> str:
    old = ", ".join(f"old.{name}" for name in COLUMNS[table])
    columns = ", ".join(COLUMNS[table])
    index = f"{table}_index"
    return f"INSERT INTO {index} ({index}, rowid, {columns}) VALUES ('delete', old.id, {old});"


def missing() -> list[str]:
    """The names of what should be there and is not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'trigger')")
        there = {name for (name,) in cursor.fetchall()}
    return sorted({*tables(), *triggers()} - there)


def create() -> None:
    """Make what is not there yet. New tables are empty until `go_on`."""
    absent = set(missing())
    run(sql for name, sql in (tables() | triggers()).items() if name in absent)


def drop() -> None:
    pause()
    run(f"DROP TABLE IF EXISTS {name}" for name in tables())


def pause() -> None:
    run(f"DROP TRIGGER IF EXISTS {name}" for name in triggers())


@transaction.atomic
def resume() -> None:
    """Bring everything up to date and keep it so; nobody else writes meanwhile."""
    pause()
    names = NAMES.format(paper="summaries_paper")
    run([f"UPDATE summaries_paper SET search_names = {names} WHERE search_names <> {names}"])
    go_on()


def go_on() -> None:
    """Keep everything current again, and fill the indexes with the words that there are."""
    create()
    run(f"INSERT INTO {name} ({name}) VALUES ('rebuild')" for name in tables())


def run(statements) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
