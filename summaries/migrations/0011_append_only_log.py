"""Nobody changes or deletes what stands in the moderation log: the databases refuse it."""

from django.db import migrations

POSTGRESQL = {
    "create": [
        """
        CREATE FUNCTION summaries_refuse_change_of_log() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'log_is_append_only' USING ERRCODE = 'check_violation';
        END $$
        """,
        """
        CREATE TRIGGER log_is_append_only
        BEFORE UPDATE OR DELETE ON summaries_logentry
        FOR EACH ROW EXECUTE FUNCTION summaries_refuse_change_of_log()
        """,
        """
        CREATE TRIGGER log_is_not_truncated
        BEFORE TRUNCATE ON summaries_logentry
        FOR EACH STATEMENT EXECUTE FUNCTION summaries_refuse_change_of_log()
        """,
    ],
    "drop": [
        "DROP TRIGGER log_is_not_truncated ON summaries_logentry",
        "DROP TRIGGER log_is_append_only ON summaries_logentry",
        "DROP FUNCTION summaries_refuse_change_of_log",
    ],
}
SQLITE = {
    "create": [
        f"""
        CREATE TRIGGER log_is_append_only_{event.lower()}
        BEFORE {event} ON summaries_logentry FOR EACH ROW
        BEGIN SELECT RAISE(ABORT, 'log_is_append_only'); END
        """
        for event in ("UPDATE", "DELETE")
    ],
    "drop": [
        "DROP TRIGGER IF EXISTS log_is_append_only_update",
        "DROP TRIGGER IF EXISTS log_is_append_only_delete",
    ],
}


def statements(vendor: str, what: str) -> list[str]:
    return {"postgresql": POSTGRESQL, "sqlite": SQLITE}[vendor][what]


def create(apps, schema_editor):
    for statement in statements(schema_editor.connection.vendor, "create"):
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    for statement in statements(schema_editor.connection.vendor, "drop"):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("summaries", "0010_moderation")]
    operations = [migrations.RunPython(create, drop, elidable=False)]
