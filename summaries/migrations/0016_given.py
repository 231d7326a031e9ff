"""The votes on all texts of one person are added up without a look at the texts."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("summaries", "0015_latest_papers")]

    operations = [
        migrations.AddIndex(
            model_name="summary",
            index=models.Index(
                fields=["author", "visibility", "hidden_at", "is_anonymous", "ups", "downs", "id"],
                name="summary_given",
            ),
        ),
    ]
