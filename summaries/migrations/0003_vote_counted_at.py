"""Since when a vote counts. Nullable, so that SQLite keeps the table and with it its triggers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("summaries", "0002_no_self_vote")]
    operations = [
        migrations.AddField(
            model_name="vote",
            name="counted_at",
            field=models.DateTimeField(
                blank=True,
                editable=False,
                help_text="Empty while its voter is too new.",
                null=True,
            ),
        )
    ]
