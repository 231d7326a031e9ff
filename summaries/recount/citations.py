"""Prove that what texts cite is what is stored of it, or make it so."""

from collections import Counter

from django.db import transaction

from summaries.batches import batches
from summaries.cited import names_cited
from summaries.models import Citation, Summary

SIZE = 100  # texts in memory at a time


def recount_citations(*, check: bool) -> Counter[str]:
    """Of how many summaries the stored names were wrong; with `check` they stay so."""
    wrong = 0
    for pks in batches(Summary.objects.all(), SIZE):
        rows = Summary.objects.filter(pk__in=pks).only("pk", "body", "body_html")
        differing = _differing(list(rows))
        wrong += len(differing)
        if not check:
            for pk in differing:
                _mend(pk)
    return Counter({"citation.key": wrong})


def _differing(batch: list[Summary]) -> list[int]:
    stored: dict[int, set[str]] = {row.pk: set() for row in batch}
    for pk, key in Citation.objects.filter(summary__in=batch).values_list("summary_id", "key"):
        stored[pk].add(key)
    return [row.pk for row in batch if set(names_cited(row.body, row.body_html)) != stored[row.pk]]


@transaction.atomic
def _mend(pk: int) -> None:
    """From the text as it is now: its author may just have saved."""
    for summary in Summary.objects.select_for_update(no_key=True).filter(pk=pk):
        summary.store_citations()
