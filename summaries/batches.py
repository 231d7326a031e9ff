"""Work through large tables in short steps, so that writers elsewhere get their turn."""

import time
from collections.abc import Iterator

from django.db.models import QuerySet

SIZE = 500
BREATH = 0.02  # seconds; without it a waiting writer on SQLite may starve


def batched(keys: list[int], size: int = SIZE) -> Iterator[list[int]]:
    """`size` of them at a time, with a breath between."""
    for start in range(0, len(keys), size):
        if start:
            time.sleep(BREATH)
        yield keys[start : start + size]


def batches(rows: QuerySet, size: int = SIZE) -> Iterator[list[int]]:
    """The primary keys of `rows`, `size` at a time, each found when its turn comes."""
    ordered, last = rows.order_by("pk").values_list("pk", flat=True), 0
    while keys := list(ordered.filter(pk__gt=last)[:size]):
        yield keys
        last = keys[-1]
        if len(keys) == size:
            time.sleep(BREATH)
