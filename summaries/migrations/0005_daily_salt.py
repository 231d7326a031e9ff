"""A random salt a day for the marks of readers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("summaries", "0004_revision_shown_at")]
    operations = [
        migrations.CreateModel(
            name="DailySalt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(unique=True)),
                ("salt", models.CharField(max_length=64)),
            ],
        ),
    ]
