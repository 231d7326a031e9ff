"""Triggers keep everything in its place; papers of a venue's year are read in order, too.

Titles may be longer than an entry of an index, so it holds how they begin. On SQLite a migration
that rebuilds one of the tables has to run `create` again.
"""

from django.db import migrations

from summaries import places

TITLES = "summaries_paper (venue_id, year DESC{last}, substr(title, 1, 80), id)"


def create(apps, schema_editor):
    last = " NULLS LAST" if schema_editor.connection.vendor == "postgresql" else ""
    titles = TITLES.format(last=last)
    schema_editor.execute(f"CREATE INDEX IF NOT EXISTS paper_titles_of_venue ON {titles}")
    places.create()


def fill(apps, schema_editor):
    places.fill(apps)


def drop(apps, schema_editor):
    places.drop()
    schema_editor.execute("DROP INDEX IF EXISTS paper_titles_of_venue")


class Migration(migrations.Migration):
    atomic = False  # triggers lock their tables, and filling takes its time; it may begin again
    dependencies = [("summaries", "0017_places")]

    operations = [
        migrations.RunPython(create, drop),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
