"""Papers: merge, part, split, mend, identify, delete. The texts keep authors and dates."""

from django.db import transaction

from summaries.models import CannotJoin, Kind, LogEntry, Paper, Ticket
from summaries.moderation.merging import CannotPart, merge, part

from .registry import Action, Refused, register

Act = LogEntry.Action


def take_over(paper: Paper, decision) -> str:
    """`decision.paper` is the one that goes."""
    former = decision.paper
    if former == paper:
        raise Refused("That is the very same paper.")
    key = former.key
    for ticket in Ticket.objects.filter(paper=former):
        ticket.close()
    try:
        with transaction.atomic():
            merge(paper, former)
    except CannotJoin as error:
        raise Refused(str(error)) from error
    return f"{key} became {paper.key}"


def undo(paper: Paper, decision) -> str:
    """The last one first."""
    last = paper.merges.standing().first()
    if last is None:
        raise Refused("There is nothing to undo.")
    try:
        with transaction.atomic():
            former = part(last)
    except CannotPart as error:
        raise Refused(str(error)) from error
    return f"{former.key} is a paper of its own again"


def split(paper: Paper, decision) -> str:
    """The chosen summaries and identifiers go to a new paper."""
    said = decision.values
    facts = {name: said[name] for name in ("key", "title", "year")}
    with transaction.atomic():
        new, is_new = Paper.objects.get_or_create(
            key=said["key"], defaults={**facts, "source": Paper.Source.HAND}
        )
        if not is_new:
            raise Refused("Somebody else has made a paper of that key meanwhile.")
        said["identifiers"].update(paper=new)
        for summary in said["summaries"]:
            summary.assign_to_paper(new)
    return f"{new.key} parted from {paper.key}"


def mended(paper: Paper, decision) -> str:
    """The page of the paper has stored them; `decision.values` says which."""
    return decision.values


def identify(paper: Paper, decision) -> str:
    paper.status = Paper.Status.IDENTIFIED
    paper.save(update_fields=["status"])
    return ""


def is_doubtful(paper: Paper) -> bool:
    return not paper.is_identified


def delete(paper: Paper, decision) -> str:
    """Nothing that anybody wrote goes with it."""
    if paper.summaries.exists():
        raise Refused("There are summaries of it. They have to move first.")
    key = paper.key
    paper.delete()
    return key


register(
    Action(Act.MERGE, Kind.PAPER, "Take over another paper", take_over, has_own_page=True),
    Action(
        Act.UNMERGE,
        Kind.PAPER,
        "Undo the last merge",
        undo,
        lambda paper: paper.merges.standing().exists(),
    ),
    Action(Act.SPLIT, Kind.PAPER, "Split it in two", split, has_own_page=True),
    Action(Act.FACTS, Kind.PAPER, "Mend its facts", mended, has_own_page=True),
    Action(Act.IDENTIFY, Kind.PAPER, "Mark it as identified", identify, is_doubtful),
    Action(Act.DELETE, Kind.PAPER, "Delete it for ever", delete, needs="summaries.delete_paper"),
)
