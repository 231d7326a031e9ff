"""On PostgreSQL no trigger stands before the updates of summaries and papers any more.

Where one does, PostgreSQL works out all generated columns of a row with each update: a vote cost a
new list of all the words of its summary.
"""

from django.db import migrations

from summaries.search import indexes

AUTHOR = """
    DROP TRIGGER summary_author_has_voted ON summaries_summary;
    CREATE TRIGGER summary_author_has_voted
    {moment} UPDATE OF author_id ON summaries_summary
    FOR EACH ROW EXECUTE FUNCTION summaries_refuse_author_who_voted();
"""


def look_afterwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(AUTHOR.format(moment="AFTER"))
        schema_editor.execute("DROP TRIGGER IF EXISTS search_update ON summaries_paper")
        indexes.create()


def look_before(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(AUTHOR.format(moment="BEFORE"))


class Migration(migrations.Migration):
    dependencies = [("summaries", "0018_kept_in_place")]

    operations = [migrations.RunPython(look_afterwards, look_before)]
