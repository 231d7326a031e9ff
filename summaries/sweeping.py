"""Pictures that no text shows: found, and deleted with their files."""

from collections.abc import Iterator
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from .models import (
    Comment,
    CommentRevision,
    Draft,
    Picture,
    PictureUpload,
    Summary,
    SummaryRevision,
)
from .rendering import picture_names

GRACE = timedelta(days=1)  # somebody may still be writing the text that will show it


def unused_pictures() -> Iterator[Picture]:
    """Those sent more than a day ago, by anybody, that no text of any kind names."""
    used = {name for texts in _texts("/media/pictures/") for name in _names(texts)}
    for picture in _old().iterator():
        if picture.name not in used:
            yield picture


def sweep(picture: Picture) -> bool:
    """Delete it unless a text has come to show it meanwhile; says whether it is gone."""
    with transaction.atomic():
        rows = _old().filter(pk=picture.pk).select_for_update(of=("self",))
        if rows.first() is None or any(texts.exists() for texts in _texts(picture.name)):
            return False
        Picture.objects.filter(pk=picture.pk).delete()
    picture.file.delete(save=False)
    return True


def _old():
    last = timezone.now() - GRACE
    sent_lately = PictureUpload.objects.filter(picture=OuterRef("pk"), created_at__gt=last)
    return Picture.objects.filter(~Exists(sent_lately), created_at__lte=last).order_by("pk")


def _texts(words: str) -> Iterator:
    """Of each column in which people write, the rows that have the words."""
    for model in (Summary, SummaryRevision, Draft, Comment, CommentRevision):
        yield model.objects.filter(body__contains=words).order_by().values_list("body", flat=True)
    users = get_user_model().objects.filter(bio__contains=words)
    yield users.order_by().values_list("bio", flat=True)


def _names(texts) -> Iterator[str]:
    for text in texts.iterator():
        yield from picture_names(text)
