"""Comments remember which renderer made their HTML, as summaries do."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("summaries", "0002_no_self_vote")]

    operations = [
        migrations.AddField(
            model_name="comment",
            name="renderer_version",
            field=models.PositiveSmallIntegerField(db_index=True, default=0, editable=False),
        ),
    ]
