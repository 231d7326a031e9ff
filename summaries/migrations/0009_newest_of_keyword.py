"""The newest papers of a keyword are found at once, also of one that stands on a million."""

from django.db import migrations

CREATE = "CREATE INDEX paper_keywords_newest ON summaries_paper_keywords (keyword_id, id)"


def create(apps, schema_editor):
    # SQLite's index of keyword_id is in this order by itself.
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(CREATE)


def drop(apps, schema_editor):
    schema_editor.execute("DROP INDEX IF EXISTS paper_keywords_newest")


class Migration(migrations.Migration):
    dependencies = [("summaries", "0008_names_and_citations")]

    operations = [migrations.RunPython(create, drop)]
