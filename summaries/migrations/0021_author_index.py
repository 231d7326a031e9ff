"""The index of authors alone goes: two others begin with the author, and each costs every write.

By hand, since Django would make the table anew on SQLite, without its triggers.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

TABLE = "summaries_summary"


def drop(apps, schema_editor):
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, TABLE)
    for name, facts in found.items():
        if facts["index"] and facts["columns"] == ["author_id"]:
            schema_editor.execute(f"DROP INDEX {schema_editor.quote_name(name)}")


def make(apps, schema_editor):
    schema_editor.execute(f"CREATE INDEX summary_of_author ON {TABLE} (author_id)")


class Migration(migrations.Migration):
    dependencies = [
        ("summaries", "0020_more_of_the_log"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(drop, make)],
            state_operations=[
                migrations.AlterField(
                    model_name="summary",
                    name="author",
                    field=models.ForeignKey(
                        blank=True,
                        db_index=False,
                        help_text="Empty for imported texts whose contributor is unknown.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="summaries",
                        to=settings.AUTH_USER_MODEL,
                    ),
                )
            ],
        )
    ]
