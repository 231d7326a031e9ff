"""On PostgreSQL, who puts summaries of others in a section waits for the votes of that moment.

Only functions are made anew, which locks no table; the former release works with them as well.
"""

from django.db import migrations

from summaries import places


def create(apps, schema_editor):
    places.create()


class Migration(migrations.Migration):
    dependencies = [("summaries", "0022_curators_mend_identifiers")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop, elidable=False)]
