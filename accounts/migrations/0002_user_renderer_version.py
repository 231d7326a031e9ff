"""A bio remembers which renderer made its HTML."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="renderer_version",
            field=models.PositiveSmallIntegerField(db_index=True, default=0, editable=False),
        ),
    ]
