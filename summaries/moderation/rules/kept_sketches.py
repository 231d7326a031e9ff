"""The sketches of public texts, kept so that a new one can be compared with all of them."""

from django.db import transaction
from django.db.models import Count

from summaries.models import Shingle

from .shingles import SKETCH

ALIKE = 5  # texts that share most numbers are compared


@transaction.atomic
def keep(kind: str, pk: int, numbers: list[int]) -> None:
    Shingle.objects.filter(kind=kind, thing_id=pk).delete()
    rows = [Shingle(kind=kind, thing_id=pk, value=value) for value in numbers]
    Shingle.objects.bulk_create(rows, ignore_conflicts=True)


def alike(kind: str, pk: int, numbers: list[int]) -> list[list[int]]:
    """The sketches of other texts that share some of these numbers."""
    if not numbers:
        return []
    others = Shingle.objects.exclude(kind=kind, thing_id=pk)
    shared = others.filter(value__in=numbers[:SKETCH]).values("kind", "thing_id")
    nearest = shared.annotate(number=Count("pk")).order_by("-number", "kind", "thing_id")[:ALIKE]
    return [_of(row["kind"], row["thing_id"]) for row in nearest]


def _of(kind: str, pk: int) -> list[int]:
    rows = Shingle.objects.filter(kind=kind, thing_id=pk)
    return list(rows.values_list("value", flat=True))
