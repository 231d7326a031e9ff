"""Joined authors, mended venues, refused suggestions, what is held back: all in the log."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("summaries", "0019_rules_after_updates"),
    ]

    operations = [
        migrations.AlterField(
            model_name="logentry",
            name="action",
            field=models.CharField(
                choices=[
                    ("hide", "hidden"),
                    ("hold", "held back"),
                    ("restore", "shown again"),
                    ("delete", "deleted"),
                    ("redact", "a former version withheld"),
                    ("lock", "comments closed"),
                    ("unlock", "comments opened again"),
                    ("move", "moved to another paper"),
                    ("merge", "merged with another paper"),
                    ("unmerge", "merge undone"),
                    ("join", "joined with another author"),
                    ("split", "split into two papers"),
                    ("facts", "facts mended"),
                    ("identify", "identified"),
                    ("refuse", "a suggestion refused"),
                    ("assign", "given to its writer"),
                    ("edit", "edited"),
                    ("suspend", "suspended"),
                    ("ban", "banned"),
                    ("lift", "allowed back"),
                    ("decline", "appeal declined"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="logentry",
            name="kind",
            field=models.CharField(
                choices=[
                    ("summary", "summary"),
                    ("comment", "comment"),
                    ("person", "user"),
                    ("paper", "paper"),
                    ("author", "author"),
                    ("venue", "venue"),
                    ("keyword", "keyword"),
                ],
                max_length=10,
            ),
        ),
    ]
