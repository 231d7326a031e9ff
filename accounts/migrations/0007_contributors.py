"""People by contribution, in the order of an index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_disposable_domains")]

    operations = [
        migrations.AddIndex(
            model_name="user",
            index=models.Index(
                fields=["-contribution", "-summary_count", "id"], name="user_contributors"
            ),
        ),
    ]
