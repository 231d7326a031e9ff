"""Nobody votes on their own summary: a rule over two tables, so the databases need triggers.

SQLite drops a table's triggers when a later migration rebuilds the table; such a migration
has to run `CREATE` again, and tests/test_constraints.py fails when it does not.
"""

from django.db import migrations

POSTGRESQL = {
    "vote": """
        CREATE FUNCTION summaries_refuse_self_vote() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            -- The lock waits for whoever is changing the author, then reads the new one.
            IF NEW.voter_id = (
                SELECT author_id FROM summaries_summary WHERE id = NEW.summary_id FOR SHARE
            ) THEN
                RAISE EXCEPTION 'vote_not_on_own_summary' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER vote_not_on_own_summary
        BEFORE INSERT OR UPDATE OF summary_id, voter_id ON summaries_vote
        FOR EACH ROW EXECUTE FUNCTION summaries_refuse_self_vote();
    """,
    "author": """
        CREATE FUNCTION summaries_refuse_author_who_voted() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF EXISTS (
                SELECT 1 FROM summaries_vote
                WHERE summary_id = NEW.id AND voter_id = NEW.author_id
            ) THEN
                RAISE EXCEPTION 'summary_author_has_voted' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER summary_author_has_voted
        BEFORE UPDATE OF author_id ON summaries_summary
        FOR EACH ROW EXECUTE FUNCTION summaries_refuse_author_who_voted();
    """,
    "drop": """
        DROP TRIGGER vote_not_on_own_summary ON summaries_vote;
        DROP FUNCTION summaries_refuse_self_vote;
        DROP TRIGGER summary_author_has_voted ON summaries_summary;
        DROP FUNCTION summaries_refuse_author_who_voted;
    """,
}

_SQLITE_VOTE = """
    CREATE TRIGGER vote_not_on_own_summary_{name}
    BEFORE {event} ON summaries_vote FOR EACH ROW
    WHEN EXISTS (
        SELECT 1 FROM summaries_summary WHERE id = NEW.summary_id AND author_id = NEW.voter_id
    )
    BEGIN SELECT RAISE(ABORT, 'vote_not_on_own_summary'); END
"""
_SQLITE_AUTHOR = """
    CREATE TRIGGER summary_author_has_voted
    BEFORE UPDATE OF author_id ON summaries_summary FOR EACH ROW
    WHEN EXISTS (
        SELECT 1 FROM summaries_vote WHERE summary_id = NEW.id AND voter_id = NEW.author_id
    )
    BEGIN SELECT RAISE(ABORT, 'summary_author_has_voted'); END
"""
SQLITE = {
    "create": [
        _SQLITE_VOTE.format(name="insert", event="INSERT"),
        _SQLITE_VOTE.format(name="update", event="UPDATE OF summary_id, voter_id"),
        _SQLITE_AUTHOR,
    ],
    "drop": [
        "DROP TRIGGER IF EXISTS vote_not_on_own_summary_insert",
        "DROP TRIGGER IF EXISTS vote_not_on_own_summary_update",
        "DROP TRIGGER IF EXISTS summary_author_has_voted",
    ],
}


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        statements = [POSTGRESQL["vote"], POSTGRESQL["author"]]
    else:
        statements = SQLITE["create"]
    for statement in statements:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL["drop"])
    else:
        for statement in SQLITE["drop"]:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("summaries", "0001_initial")]
    operations = [migrations.RunPython(create, drop, elidable=False)]
