"""Two groups of people who look after the site: moderators, and curators, who mend papers."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

CATALOGUE = ["author", "authorship", "citation", "identifier", "keyword", "paper", "venue"]
CURATOR = [
    *(f"summaries.{verb}_{noun}" for noun in CATALOGUE for verb in ("view", "change")),
    *(f"summaries.{verb}_authorship" for verb in ("add", "delete")),
    *(f"summaries.{verb}_identifier" for verb in ("add", "delete")),
    *(f"summaries.{verb}_{noun}" for noun in ("twin", "correction") for verb in ("view", "change")),
    *(f"summaries.view_{noun}" for noun in ("ticket", "report", "logentry")),
]
MODERATOR = [
    *(f"summaries.{verb}_{noun}" for noun in ("summary", "comment") for verb in ("view", "change")),
    *(f"summaries.view_{noun}" for noun in ("paper", "commentrevision", "vote", "sighting")),
    *(f"summaries.view_{noun}" for noun in ("ticket", "report", "logentry")),
    *(f"summaries.{verb}_rule" for verb in ("view", "add", "change", "delete")),
    *(f"accounts.{verb}_suspension" for verb in ("view", "add", "change")),
    "accounts.view_notice",
]
GROUPS = {"moderator": MODERATOR, "curator": CURATOR}


def create(apps, schema_editor):
    for label in ("summaries", "accounts"):
        config = apps.get_app_config(label)
        config.models_module = True  # Django makes permissions after the last migration, too late
        create_permissions(config, apps=apps, verbosity=0)
        config.models_module = None
    for name, rights in GROUPS.items():
        group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        group.permissions.add(*(permission(apps, right) for right in rights))


def permission(apps, right):
    label, codename = right.split(".")
    found = apps.get_model("auth", "Permission").objects
    return found.get(content_type__app_label=label, codename=codename)


def drop(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=GROUPS).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("summaries", "0011_append_only_log"),
        ("accounts", "0004_suspension"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(create, drop, elidable=False)]
