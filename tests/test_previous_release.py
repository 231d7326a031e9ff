"""The former release works on the new tables: while one takes over from the other, both run."""

import datetime
from itertools import count

import pytest
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

# Where the former release's migrations end. A release moves them on.
RELEASED = [
    ("summaries", "0013_more_actions"),
    ("accounts", "0006_disposable_domains"),
]
OURS = ("accounts", "summaries")
APPENDED = ("logentry",)  # which triggers keep as they are, from whoever wants to change them
numbers = count(1)


def released_apps():
    """The models of the former release, column by column as it knew them."""
    loader = MigrationLoader(connection)
    nodes = [next(key for key in loader.graph.nodes if key == name) for name in RELEASED]
    return loader.project_state(nodes).apps


def models_in_order(apps) -> list[type[models.Model]]:
    """Each after those that it needs."""
    waiting = [each for each in apps.get_models() if each._meta.app_label in OURS]
    ordered: list = []
    while waiting:
        ready = [each for each in waiting if needs(each).isdisjoint({*waiting} - {each})]
        assert ready, waiting
        ordered += ready
        waiting = [each for each in waiting if each not in ready]
    return ordered


def needs(model) -> set:
    return {
        field.related_model
        for field in model._meta.local_concrete_fields
        if field.is_relation and not field.null
    }


def filled(field, made: dict):
    """Something that the column takes."""
    number = next(numbers)
    if field.is_relation:
        return made[field.related_model]
    if field.choices:
        return next(value for value, _ in field.flatchoices if value)
    if isinstance(field, models.DateTimeField):
        return timezone.now()
    if isinstance(field, models.DateField):
        return timezone.now().date()
    if isinstance(field, models.BooleanField):
        return False
    if isinstance(field, models.IntegerField | models.FloatField):
        return 1
    if isinstance(field, models.BinaryField):
        return b"%d" % number
    if isinstance(field, models.JSONField):
        return []
    if isinstance(field, models.DurationField):
        return datetime.timedelta(1)
    return f"a{number}"


def is_asked_for(field) -> bool:
    generated = field.primary_key and isinstance(field, models.AutoField)
    return not (generated or field.blank or field.null or field.has_default() or field.generated)


def row_of(model, made: dict) -> models.Model:
    """A row as the former release inserts it: with its columns, and no others."""
    fields = model._meta.local_concrete_fields
    values = {each.name: filled(each, made) for each in fields if is_asked_for(each)}
    by_name = {each._meta.model_name: row for each, row in made.items()}
    own = RULES.get(model._meta.model_name)
    return model(**values | (own(model, by_name) if own else {}))


# What the constraints of the former release ask for beyond a value in each column.
RULES = {
    "follow": lambda model, made: {"paper": made["paper"]},
    "twin": lambda model, made: {"second": another(made["paper"], key="another", title="Another")},
    "vote": lambda model, made: {
        "voter": another(made["user"], username="another", skeleton="another")
    },
}


def another(row, **fields):
    """A second row of that kind: nobody votes on a text of their own."""
    values = {
        field.name: getattr(row, field.name)
        for field in row._meta.local_concrete_fields
        if not (field.primary_key or field.generated)
    }
    return type(row).objects.create(**values | fields)


@pytest.mark.django_db
def test_the_former_release_writes_reads_changes_and_deletes_every_row():
    made: dict = {}
    for model in models_in_order(released_apps()):
        row = row_of(model, made)
        row.save(force_insert=True)
        made[model] = model.objects.get(pk=row.pk)
        if model._meta.model_name not in APPENDED:
            made[model].save(force_update=True)

    for model in reversed([*made]):
        if model._meta.model_name not in APPENDED:
            model.objects.filter(pk=made[model].pk).delete()
