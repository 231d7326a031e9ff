"""All rows that belong to a paper, of whatever kind, and how they are given back."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.core import serializers
from django.db import IntegrityError, models, transaction
from django.db.models import Q

from summaries.models import KeywordPlace, Paper, ReaderMark

FOLLOWING = {KeywordPlace}  # which the database itself puts in and takes out
PASSING = {ReaderMark}  # there for a day alone, so that no journal may keep what they say
Owned = dict[tuple[str, str], list[dict]]  # (model, column) → rows as written()


def written(rows: Iterable[models.Model]) -> list[dict]:
    """Whole rows, so that they can be written again; what links them to others are rows, too."""
    found = json.loads(serializers.serialize("json", rows))
    for row in found:
        for field in apps.get_model(row["model"])._meta.many_to_many:
            row["fields"].pop(field.name, None)
    return found


def belongings(paper: Paper) -> Owned:
    """Every row of every table that refers to the paper, those between it and keywords too."""
    owned = {}
    for model, column in _references():
        rows = model._base_manager.filter(**{column: paper})
        owned[model._meta.label_lower, column] = written(rows)
    return owned


def _references() -> Iterator[tuple[Any, str]]:
    """Models and the columns by which they refer to a paper."""
    for relation in Paper._meta.get_fields(include_hidden=True):
        is_owned = relation.one_to_many or (relation.one_to_one and relation.auto_created)
        if is_owned and relation.related_model not in FOLLOWING:
            yield relation.related_model, relation.field.name  # type: ignore[union-attr]


def changes(owned: Owned) -> dict[str, list]:
    """What became of the rows: `moved` as [model, column, keys], `gone` as whole rows."""
    moved, gone = [], []
    for (label, column), rows in owned.items():
        model = apps.get_model(label)
        keys = [row["pk"] for row in rows]
        present = set(model._base_manager.filter(pk__in=keys).values_list("pk", flat=True))
        moved += [[label, column, sorted(present)]] if present else []
        if model not in PASSING:
            gone += [row for row in rows if row["pk"] not in present]
    return {"moved": moved, "gone": gone}


def put_back(journal: dict[str, list], paper: int, former: int) -> None:
    """Let the rows belong to the former paper again, as far as they and their people exist."""
    for label, column, keys in journal["moved"]:
        rows = apps.get_model(label)._base_manager.filter(pk__in=keys)
        rows.filter(Q(**{column: paper}) | Q(**{column: None})).update(**{column: former})
    for row in journal["gone"]:
        _write(row)


def _write(row: dict) -> None:
    """A row as it was; what has taken its place meanwhile stays."""
    (found,) = serializers.deserialize("json", json.dumps([row]))
    if not _is_whole(found.object):
        return
    try:
        with transaction.atomic():
            found.save()
    except IntegrityError:
        return


def _is_whole(row: models.Model) -> bool:
    """Whether all that it refers to is still there."""
    references: list[Any] = [field for field in row._meta.concrete_fields if field.is_relation]
    for field in references:
        key = getattr(row, field.attname)
        others = field.related_model._base_manager.filter(**{field.target_field.name: key})
        if key is not None and not others.exists():
            return False
    return True
