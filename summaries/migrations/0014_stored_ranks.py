"""The tab "most read" goes by a column; more lists are read in the order of an index."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("summaries", "0012_groups"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="summary",
            name="readers_of_week",
            # A bare number, and SQLite would make the table anew.
            field=models.PositiveIntegerField(
                blank=True, db_default=models.Value(0), editable=False, null=True
            ),
        ),
        migrations.AddIndex(
            model_name="summary",
            index=models.Index(
                fields=["-readers_of_week", "-published_at", "-id"], name="summary_read"
            ),
        ),
        migrations.AddIndex(
            model_name="summary",
            index=models.Index(fields=["author", "-published_at", "-id"], name="summary_of_person"),
        ),
        migrations.AddIndex(
            model_name="vote",
            index=models.Index(fields=["summary", "updated_at"], name="vote_age"),
        ),
    ]
