"""Keys with which a person's own programs may write."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_relations")]

    operations = []
