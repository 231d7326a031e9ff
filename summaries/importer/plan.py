"""Decides what an entry means for the database, and renders it. Writes nothing."""

import hashlib

from django.conf import settings

from summaries.dumps import Entry, Problem, letters
from summaries.models import Paper, Sighting, Summary
from summaries.rendering import TextTooLong

from .outcome import CREATED, REJECTED, SEEN_AGAIN, UNCHANGED, UPDATED, Outcome
from .papers import mentioned_keys, stub_key
from .records import Records

SAME_OPENING = 40  # letters in which a corrected entry agrees with its former text


class Plan:
    """One file's outcomes. `known` are summaries of earlier files of a dry run, by fingerprint:
    they are nowhere else."""

    def __init__(self, source: str, records: Records, known: dict[str, Summary]):
        self.source, self.records = source[:255], records
        self.known = dict(known)

    def outcome(self, found: Entry | Problem) -> Outcome:
        if isinstance(found, Problem):
            return Outcome(self.source, REJECTED, found.line, [found.message])
        outcome = Outcome(self.source, "", found.line, list(found.warnings), found)
        outcome.record = self.records.about(found.body)
        try:
            self._decide(outcome, found)
        except TextTooLong as error:
            return Outcome(self.source, REJECTED, found.line, [str(error)])
        self.known[found.fingerprint] = outcome.summary  # type: ignore[assignment]
        return outcome

    def _decide(self, outcome: Outcome, entry: Entry) -> None:
        sightings = Sighting.objects.select_related("summary__paper")
        seen = list(sightings.filter(fingerprint=entry.fingerprint).order_by("pk"))
        known = seen[0].summary if seen else self.known.get(entry.fingerprint)
        if known:
            self._is_known(outcome, entry, known, seen)
        elif former := self._former(entry):
            self._is_new_text(outcome, entry, former)
        else:
            self._is_new(outcome, entry)

    def _is_new(self, outcome: Outcome, entry: Entry) -> None:
        outcome.status = CREATED
        outcome.paper = outcome.record.key if outcome.record else stub_key(entry)
        outcome.summary = self._rendered(entry)
        if not outcome.record:
            outcome.warnings.append("no paper is known by these opening words")

    def _is_known(
        self, outcome: Outcome, entry: Entry, known: Summary, seen: list[Sighting]
    ) -> None:
        place = (self.source, entry.number, digest(entry))
        here = (s for s in seen if (s.source, s.entry, s.digest) == place)
        former = next(here, None)
        outcome.summary, outcome.paper = known, self._paper_key(known, outcome, entry)
        outcome.status = UNCHANGED if former else SEEN_AGAIN
        if former and former.imported_body != entry.markdown != known.body:
            self._is_new_text(outcome, entry, former)
        elif former and outcome.paper != known.paper.key:
            outcome.status, outcome.sighting = UPDATED, former

    def _paper_key(self, known: Summary, outcome: Outcome, entry: Entry) -> str:
        """The paper it is under; the record's, once one is there for what nobody could place."""
        if known.pk is None:
            return outcome.record.key if outcome.record else stub_key(entry)
        unplaced = known.paper.status == Paper.Status.UNIDENTIFIED
        return outcome.record.key if unplaced and outcome.record else known.paper.key

    def _former(self, entry: Entry) -> Sighting | None:
        """What stood at this place of this file with the same opening words: a corrected text."""
        places = Sighting.objects.filter(source=self.source, entry=entry.number)
        last = places.select_related("summary__paper").order_by("pk").last()
        opening = letters(entry.markdown)[:SAME_OPENING]
        return last if last and letters(last.imported_body)[:SAME_OPENING] == opening else None

    def _is_new_text(self, outcome: Outcome, entry: Entry, former: Sighting) -> None:
        """The dump, or the repair, has changed since; what a person wrote here stays."""
        known = former.summary
        outcome.paper = outcome.paper or known.paper.key
        outcome.sighting = former
        if known.body == former.imported_body:
            outcome.status, outcome.summary = UPDATED, self._rendered(entry)
        else:
            outcome.status = SEEN_AGAIN if former.digest != digest(entry) else UNCHANGED
            outcome.summary = known
            outcome.warnings.append("edited here since; left as it is")

    def _rendered(self, entry: Entry) -> Summary:
        """A summary with its HTML, ready to be saved in a short transaction."""
        summary = Summary(
            body=entry.markdown, is_imported=True, licence=settings.IMPORT_LICENCE, author=None
        )
        summary.render_body(self._titles(entry.markdown))
        return summary

    def _titles(self, markdown: str) -> dict[str, str]:
        """Of the papers that will be there once this is written."""
        keys, known = mentioned_keys(markdown), self.records.by_key
        return {key: known[key].title if key in known else key for key in keys}


def digest(entry: Entry) -> str:
    return hashlib.sha256(entry.original).hexdigest()
