"""Papers by year, the last first, in the order of an index: for keywords and venues.

The order says where papers without a year stand. PostgreSQL wants to hear that of the index, too;
SQLite cannot, and has them last by itself. So Django's own indexes do not fit. A migration that
rebuilds the table on SQLite has to run `create` again.
"""

from django.db import migrations

INDEXES = {
    "paper_latest": "summaries_paper (year DESC{last}, id DESC)",
    "paper_latest_of_venue": "summaries_paper (venue_id, year DESC{last}, id)",
}


def create(apps, schema_editor):
    last = " NULLS LAST" if schema_editor.connection.vendor == "postgresql" else ""
    for name, columns in INDEXES.items():
        schema_editor.execute(f"CREATE INDEX IF NOT EXISTS {name} ON {columns.format(last=last)}")


def drop(apps, schema_editor):
    for name in INDEXES:
        schema_editor.execute(f"DROP INDEX IF EXISTS {name}")


class Migration(migrations.Migration):
    dependencies = [("summaries", "0014_stored_ranks")]
    operations = [migrations.RunPython(create, drop)]
