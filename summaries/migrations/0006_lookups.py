"""What other catalogues answered."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("summaries", "0005_search")]

    operations = [
        migrations.CreateModel(
            name="KeptAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("dump", "our own records"),
                            ("hand", "entered by hand"),
                            ("bibtex", "BibTeX"),
                            ("ris", "RIS"),
                            ("arxiv", "arXiv"),
                            ("crossref", "Crossref"),
                            ("datacite", "DataCite"),
                            ("dblp", "dblp"),
                            ("pubmed", "PubMed"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "scheme",
                    models.CharField(
                        choices=[
                            ("doi", "DOI"),
                            ("arxiv", "arXiv"),
                            ("pubmed", "PubMed"),
                            ("url", "web address"),
                            ("key", "alias"),
                        ],
                        max_length=10,
                    ),
                ),
                ("value", models.CharField(help_text="In its normal form.", max_length=500)),
                (
                    "record",
                    models.JSONField(
                        blank=True, help_text="Empty: it knows no such paper.", null=True
                    ),
                ),
                (
                    "digest",
                    models.CharField(
                        blank=True,
                        help_text="SHA-256 of the answer as it came, in hex.",
                        max_length=64,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                (
                    "expires_at",
                    models.DateTimeField(db_index=True, help_text="Asked anew from then on."),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("scheme", "value", "source"), name="kept_answer_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("value", ""), _negated=True),
                        name="kept_answer_has_value",
                    ),
                ],
            },
        ),
    ]
