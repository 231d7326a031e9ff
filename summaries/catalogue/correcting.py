"""From a suggestion to a corrected paper: who agrees, when it counts, what it changes."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from summaries.catalogue.people import set_authors
from summaries.models import Correction, Paper
from summaries.names import parse

Facts = dict[str, str]  # as texts, as a form shows them

COLUMNS = ("title", "year", "kind", "container", "volume", "number", "pages", "publisher")
FACTS = ("title", "authors", *COLUMNS[1:], "abstract")
MOST_AUTHORS = 500  # beyond which nobody corrects them by hand


def facts_of(paper: Paper) -> Facts:
    """What the paper says now, each fact as one text; authors one a line."""
    names = paper.authorships.order_by("position").values_list("author__name", flat=True)
    columns = {name: str(getattr(paper, name) or "") for name in COLUMNS}
    return {**columns, "authors": "\n".join(names), "abstract": " ".join(paper.abstract.split())}


def is_outdated(correction: Correction, now: Facts) -> bool:
    """Whether the facts say something else now than when it was suggested."""
    return any(now[name] != said for name, said in correction.former.items())


@transaction.atomic
def suggest(paper: Paper, user, facts: Facts, reason: str) -> Correction:
    """Keep the suggestion; who says what somebody else has said agrees with them."""
    Paper.objects.select_for_update(no_key=True).get(pk=paper.pk)  # one suggestion at a time
    now = facts_of(paper)
    waiting = paper.corrections.open().select_related("suggested_by")
    for other in waiting:
        if other.facts == facts and not is_outdated(other, now):
            return other if other.is_suggested_by(user) else agree(other, user)
    former = {name: now[name] for name in facts}
    told = {"facts": facts, "former": former, "reason": reason}
    return paper.corrections.create(suggested_by=user, **told)


@transaction.atomic
def agree(correction: Correction, user) -> Correction:
    """Say so, too; with enough who do, the paper is corrected."""
    found = _locked(correction)
    if found.is_suggested_by(user):
        raise PermissionDenied("Nobody agrees with themselves.")
    if not found.is_open:
        return found
    found.agreed_by.add(user)
    return carry_out(found) if found.has_enough() else found


@transaction.atomic
def carry_out(correction: Correction, by=None) -> Correction:
    """Correct the paper, unless its facts have changed since; an admin may do so alone."""
    found = _locked(correction)
    if not found.is_open:
        return found
    if is_outdated(found, facts_of(found.paper)):
        return _decided(found, Correction.State.OUTDATED, by)
    _write(found.paper, found.facts)
    _decided(found, Correction.State.APPLIED, by)
    now = facts_of(found.paper)
    for other in found.paper.corrections.open():
        if is_outdated(other, now):
            _decided(other, Correction.State.OUTDATED, by)
    return found


@transaction.atomic
def refuse(correction: Correction, by) -> Correction:
    found = _locked(correction)
    return _decided(found, Correction.State.REFUSED, by) if found.is_open else found


def _locked(correction: Correction) -> Correction:
    """As it is now, with its paper, kept from everybody else."""
    paper = Paper.objects.select_for_update(no_key=True).get(pk=correction.paper_id)
    found = paper.corrections.select_related("suggested_by").get(pk=correction.pk)
    found.paper = paper
    return found


def _decided(correction: Correction, state: str, by) -> Correction:
    correction.state, correction.decided_by = state, by
    correction.decided_at = timezone.now()
    correction.save(update_fields=["state", "decided_by", "decided_at"])
    return correction


def _write(paper: Paper, facts: Facts) -> None:
    columns = {name: text for name, text in facts.items() if name != "authors"}
    for name, text in columns.items():
        setattr(paper, name, (int(text) if text else None) if name == "year" else text)
    paper.save(update_fields=[*columns])
    paper.keep_facts()
    if "authors" in facts:
        set_authors(paper, [parse(line) for line in facts["authors"].splitlines()])
