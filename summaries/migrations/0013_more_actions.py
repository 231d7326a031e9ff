"""What curators and administrators did to facts and to imported texts is in the log as well."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("summaries", "0012_groups"),
    ]

    operations = [
        migrations.AlterField(
            model_name="logentry",
            name="action",
            field=models.CharField(
                choices=[
                    ("hide", "hidden"),
                    ("restore", "shown again"),
                    ("delete", "deleted"),
                    ("redact", "a former version withheld"),
                    ("lock", "comments closed"),
                    ("unlock", "comments opened again"),
                    ("move", "moved to another paper"),
                    ("merge", "merged with another paper"),
                    ("unmerge", "merge undone"),
                    ("split", "split into two papers"),
                    ("facts", "facts mended"),
                    ("identify", "identified"),
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
    ]
