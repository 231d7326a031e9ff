"""Writes what was planned. Runs inside the transaction of its file."""

from django.conf import settings
from django.utils import timezone

from summaries.dumps import Entry
from summaries.models import ImportRun, Paper, Sighting, Summary

from .outcome import CREATED, SEEN_AGAIN, UPDATED, Outcome
from .papers import begin_unidentified, find_or_begin, find_or_create, mentioned_keys
from .plan import digest
from .records import Records


def write(outcome: Outcome, run: ImportRun, records: Records) -> None:
    """The rows of one entry."""
    entry, summary = outcome.entry, outcome.summary
    if entry is None or summary is None or outcome.status not in (CREATED, UPDATED, SEEN_AGAIN):
        return
    for key in mentioned_keys(entry.markdown):
        find_or_begin(key, records)
    if outcome.status == CREATED:
        _create(summary, _paper_of(outcome, entry), run)
    elif outcome.status == UPDATED:
        _update(outcome, entry)
    else:
        _place(summary, outcome)
    former = outcome.sighting
    if outcome.status != UPDATED or (former and former.digest != digest(entry)):
        _add_sighting(outcome.source, entry, summary, run)


def _paper_of(outcome: Outcome, entry: Entry) -> Paper:
    if outcome.record:
        return find_or_create(outcome.record)
    return begin_unidentified(entry, outcome.summary.text if outcome.summary else "")


def _create(summary: Summary, paper: Paper, run: ImportRun) -> None:
    summary.paper = paper
    summary.visibility = Summary.Visibility.PUBLIC
    summary.published_at = timezone.now()
    summary.save()
    summary.add_revision(note=f"Imported from ShortScience.org, run {run.pk}")
    summary.recount_owners()


def _update(outcome: Outcome, entry: Entry) -> None:
    """Between planning and writing a person may have saved; their text wins."""
    former, planned = outcome.sighting, outcome.summary
    if former is None or planned is None:
        return
    summary = Summary.objects.select_for_update(no_key=True).get(pk=former.summary_id)
    if planned.pk is None and summary.body == former.imported_body:
        summary.revise(entry.markdown, note="Imported again: the dump or its repair has changed")
    _place(summary, outcome)
    if former.digest == digest(entry):
        same = Sighting.objects.filter(summary=summary, imported_body=former.imported_body)
        same.update(imported_body=entry.markdown)
    planned.pk = summary.pk


def _place(summary: Summary, outcome: Outcome) -> None:
    """Move a summary that nobody could place to its paper, now that a record names it."""
    if outcome.record and summary.paper.status == Paper.Status.UNIDENTIFIED:
        summary.assign_to_paper(find_or_create(outcome.record))


def _add_sighting(source: str, entry: Entry, summary: Summary, run: ImportRun) -> None:
    Sighting.objects.create(
        summary=summary,
        run=run,
        source=source,
        entry=entry.number,
        line=entry.line,
        original=entry.original,
        digest=digest(entry),
        fingerprint=entry.fingerprint,
        imported_body=entry.markdown,
        licence=settings.IMPORT_LICENCE,
        comment_count=entry.comment_count,
    )
