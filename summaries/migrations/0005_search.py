"""The indexes behind the search, and what keeps them current.

On PostgreSQL it makes the extensions unaccent and pg_trgm, for which the role needs CREATE on
the database (or somebody who has it made them before).
"""

from django.db import migrations

from summaries.search import indexes
from summaries.search.indexes.columns import refold


def fill(apps, schema_editor):
    refold(apps)


def create(apps, schema_editor):
    indexes.create()
    indexes.catch_up()


def drop(apps, schema_editor):
    indexes.drop()


class Migration(migrations.Migration):
    dependencies = [("summaries", "0004_catalogue")]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=False),
        migrations.RunPython(create, drop, elidable=False),
    ]
