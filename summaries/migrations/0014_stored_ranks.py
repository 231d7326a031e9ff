"""The tab "most read" goes by a column; more lists are read in the order of an index."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("summaries", "0013_more_actions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # With a default of Django's own, or a bare number, SQLite would make the table anew.
        migrations.AddField(
            model_name="summary",
            name="readers_of_week",
            field=models.PositiveIntegerField(
                blank=True, db_default=models.Value(0), editable=False, null=True
            ),
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="summary",
                    name="readers_of_week",
                    field=models.PositiveIntegerField(
                        blank=True,
                        db_default=models.Value(0),
                        default=0,
                        editable=False,
                        null=True,
                    ),
                ),
            ]
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
