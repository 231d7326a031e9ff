"""What other catalogues answered."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("summaries", "0005_search")]

    operations = []
