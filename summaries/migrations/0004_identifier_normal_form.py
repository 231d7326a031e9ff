"""An arXiv id has one spelling, too, and no identifier is empty."""

from django.db import migrations, models
from django.db.models import Q
from django.db.models.functions import Lower


class Migration(migrations.Migration):
    dependencies = [("summaries", "0003_comment_renderer_version")]

    operations = [
        migrations.RemoveConstraint(model_name="identifier", name="identifier_doi_lower"),
        migrations.AddConstraint(
            model_name="identifier",
            constraint=models.CheckConstraint(
                condition=~Q(scheme__in=["doi", "arxiv"]) | Q(value=Lower("value")),
                name="identifier_lower",
            ),
        ),
        migrations.AddConstraint(
            model_name="identifier",
            constraint=models.CheckConstraint(condition=~Q(value=""), name="identifier_has_value"),
        ),
    ]
