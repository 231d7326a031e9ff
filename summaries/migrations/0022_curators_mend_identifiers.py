"""Curators add, change and delete what tells an author from namesakes, as they do paper names."""

from django.db import migrations

RIGHTS = [f"{verb}_authoridentifier" for verb in ("view", "add", "change", "delete")]


def rights(apps):
    """Migration 0012 has made them, with those of all models that there were."""
    permissions = apps.get_model("auth", "Permission").objects
    return permissions.filter(content_type__app_label="summaries", codename__in=RIGHTS)


def curators(apps):
    """The group, unless administrators have deleted it or given it another name."""
    return apps.get_model("auth", "Group").objects.filter(name="curator")


def give(apps, schema_editor):
    for group in curators(apps):
        group.permissions.add(*rights(apps))


def take(apps, schema_editor):
    for group in curators(apps):
        group.permissions.remove(*rights(apps))


class Migration(migrations.Migration):
    dependencies = [
        ("summaries", "0021_redundant_indexes"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]
    operations = [migrations.RunPython(give, take, elidable=False)]
