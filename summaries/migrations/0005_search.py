"""The indexes behind the search, and what keeps them current."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("summaries", "0004_catalogue")]

    operations = []
