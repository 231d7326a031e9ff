"""Lists of sections and keywords are read from tables of their own, in the order of an index."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("summaries", "0016_given"),
    ]

    operations = [
        migrations.CreateModel(
            name="KeywordPlace",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "keyword",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="places",
                        to="summaries.keyword",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="keyword_places",
                        to="summaries.paper",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["keyword", "-year", "-paper"], name="keyword_latest")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("paper", "keyword"), name="keyword_place_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SectionPlace",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("section", models.CharField(max_length=20)),
                ("hot", models.FloatField()),
                ("quality", models.FloatField()),
                ("published_at", models.DateTimeField()),
                ("readers_of_week", models.PositiveIntegerField()),
                (
                    "summary",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="section_places",
                        to="summaries.summary",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["section", "-hot", "-summary"], name="section_hot"),
                    models.Index(
                        fields=["section", "-published_at", "-summary"], name="section_recent"
                    ),
                    models.Index(
                        fields=["section", "-quality", "-published_at", "-summary"],
                        name="section_best",
                    ),
                    models.Index(
                        fields=["section", "-readers_of_week", "-published_at", "-summary"],
                        name="section_read",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("summary", "section"), name="section_place_once"
                    )
                ],
            },
        ),
    ]
