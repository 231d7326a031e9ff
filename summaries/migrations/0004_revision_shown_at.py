"""Since when a version is public: what was written before publication stays its writer's."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("summaries", "0003_vote_counted_at")]
    operations = [
        migrations.AddField(
            model_name="summaryrevision",
            name="shown_at",
            field=models.DateTimeField(
                editable=False,
                help_text="When it became public; what never was stays private.",
                null=True,
            ),
        ),
    ]
