"""Bring stored HTML up to date with the renderer; what people wrote is never touched."""

from collections.abc import Iterator

from django.contrib.auth import get_user_model
from django.db.models import Model
from django.utils import timezone

from .batches import batches
from .models import Comment, Summary
from .rendering import VERSION, TextTooLong

BATCH = 50  # texts in memory at a time


def outdated() -> dict[type[Model], int]:
    """How many texts of each kind another version of the renderer made."""
    return {model: _old(model).count() for model in _kinds()}


def mark_all_outdated() -> None:
    """Have every text rendered anew; a run that is interrupted goes on where it stopped."""
    for model in _kinds():
        for keys in batches(model.objects.filter(renderer_version=VERSION)):
            model.objects.filter(pk__in=keys).update(renderer_version=0)


def render_outdated() -> Iterator[tuple[str, str]]:
    """Render what is outdated; yields for each text what it is and, when it failed, why.

    Each text is stored as soon as it is rendered, so nothing is lost when the run is stopped.
    """
    for model in _kinds():
        for keys in batches(_old(model), BATCH):
            for row in model.objects.filter(pk__in=keys).order_by("pk"):
                yield f"{model._meta.verbose_name} {row.pk}", _render(row)


def _kinds() -> list:
    return [Summary, Comment, get_user_model()]


def _old(model):
    return model.objects.exclude(renderer_version=VERSION)


def _render(row) -> str:
    """Store the rendering unless somebody has just written another text."""
    source = "bio" if hasattr(row, "bio") else "body"
    try:
        columns = row.render_bio() if source == "bio" else row.render_body()
    except TextTooLong as error:
        return str(error)
    values = {column: getattr(row, column) for column in columns}
    if hasattr(row, "updated_at"):
        values["updated_at"] = timezone.now()  # what caches hold of the page is old now
    unchanged = type(row).objects.filter(pk=row.pk, **{source: getattr(row, source)})
    unchanged.update(**values)
    return ""
