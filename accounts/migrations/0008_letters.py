"""Letters about accounts wait in an outbox of their own, sealed."""

from django.db import migrations, models

import accounts.models.mail


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_contributors"),
    ]

    operations = [
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "message_id",
                    models.CharField(
                        default=accounts.models.mail.new_message_id, max_length=255, unique=True
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                (
                    "due_at",
                    models.DateTimeField(
                        help_text="Not before; moved on by a claim and by a failure."
                    ),
                ),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("given_up_at", models.DateTimeField(blank=True, null=True)),
                ("error", models.CharField(blank=True, max_length=500)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "sealed",
                    models.TextField(blank=True, help_text="Address, subject and text, encrypted."),
                ),
            ],
            options={
                "ordering": ["due_at", "pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("given_up_at", None), ("sent_at", None)),
                        fields=["due_at"],
                        name="letter_waiting",
                    )
                ],
            },
        ),
    ]
