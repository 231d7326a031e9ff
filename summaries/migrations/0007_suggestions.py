"""What people suggest about papers, and papers that look like one."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("summaries", "0006_lookups")]

    operations = []
