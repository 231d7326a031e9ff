"""Indexes go with whose column another one begins: they cost every write, and save no reader time.

By hand, since Django would make the tables anew on SQLite, without their triggers.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

REDUNDANT = [  # table and column
    ("summaries_summary", "author_id"),
    ("summaries_summary", "paper_id"),
    ("summaries_vote", "summary_id"),
    ("summaries_authorship", "paper_id"),
]


def drop(apps, schema_editor):
    connection = schema_editor.connection
    for table, column in REDUNDANT:
        with connection.cursor() as cursor:
            found = connection.introspection.get_constraints(cursor, table)
        for name, facts in found.items():
            if facts["index"] and not facts["unique"] and facts["columns"] == [column]:
                schema_editor.execute(f"DROP INDEX {schema_editor.quote_name(name)}")


def make(apps, schema_editor):
    for table, column in REDUNDANT:
        schema_editor.execute(f"CREATE INDEX {table}_by_{column} ON {table} ({column})")


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
                ),
                migrations.AlterField(
                    model_name="summary",
                    name="paper",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="summaries",
                        to="summaries.paper",
                    ),
                ),
                migrations.AlterField(
                    model_name="vote",
                    name="summary",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="votes",
                        to="summaries.summary",
                    ),
                ),
                migrations.AlterField(
                    model_name="authorship",
                    name="paper",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="authorships",
                        to="summaries.paper",
                    ),
                ),
            ],
        )
    ]
