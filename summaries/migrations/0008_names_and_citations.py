"""Stored before they were kept: DOIs of papers whose key is one, and what texts cite."""

from django.db import migrations

from summaries.batches import batches
from summaries.cited import names_cited
from summaries.identifiers import DOI, normal_form


def name_papers(apps, schema_editor):
    """Keys are found in their own case only, DOIs in any."""
    papers = apps.get_model("summaries", "Paper").objects.filter(key__startswith="10.")
    identifiers = apps.get_model("summaries", "Identifier").objects
    for pks in batches(papers):
        rows = [
            identifiers.model(paper_id=pk, scheme=DOI, value=value)
            for pk, key in papers.filter(pk__in=pks).values_list("pk", "key")
            if (value := doi_of(key))
        ]
        identifiers.bulk_create(rows, ignore_conflicts=True)


def doi_of(key):
    try:
        return normal_form(DOI, key)
    except ValueError:
        return ""


def store_citations(apps, schema_editor):
    summaries = apps.get_model("summaries", "Summary").objects
    citations = apps.get_model("summaries", "Citation").objects
    for pks in batches(summaries.all()):
        texts = summaries.filter(pk__in=pks).values_list("pk", "body", "body_html")
        rows = [
            citations.model(summary_id=pk, key=name)
            for pk, body, html in texts
            for name in names_cited(body, html)
        ]
        citations.bulk_create(rows, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("summaries", "0007_suggestions")]

    operations = [
        migrations.RunPython(name_papers, migrations.RunPython.noop),
        migrations.RunPython(store_citations, migrations.RunPython.noop),
    ]
