"""Keys with which a person's own programs may write."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_relations")]

    operations = [
        migrations.CreateModel(
            name="Token",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(help_text="What it is for.", max_length=100)),
                ("scopes", models.CharField(help_text="Parted by spaces.", max_length=200)),
                ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                (
                    "ending",
                    models.CharField(
                        help_text="The last signs of the key, to know it by.", max_length=4
                    ),
                ),
                (
                    "expires_on",
                    models.DateField(blank=True, help_text="The last day of its use.", null=True),
                ),
                ("used_on", models.DateField(blank=True, editable=False, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tokens",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("scopes", ""), _negated=True),
                        name="token_may_something",
                    )
                ],
            },
        ),
    ]
