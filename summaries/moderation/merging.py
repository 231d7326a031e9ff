"""Make two papers one so that it can be undone: a journal says what moved and what went."""

from django.db import transaction
from django.utils import timezone

from summaries import identifiers
from summaries.models import CannotJoin, Merge, Paper
from summaries.reader_marks import store_readers

from .journal import belongings, changes, put_back, written

GAINED = Paper.FACTS


class CannotPart(Exception):
    """Why a merge cannot be undone."""


@transaction.atomic
def merge(paper: Paper, former: Paper) -> Merge:
    """Let `paper` take over all of `former`, which goes. May raise CannotJoin."""
    _lock(paper, former)
    pk, key, row = former.pk, former.key, written([former])
    owned = belongings(former)
    before = _state(paper)
    paper.absorb(former)
    _count_today(paper)
    after = _state(paper)
    journal = {
        "row": row,
        **changes(owned),
        "facts": _differences(before["facts"], after["facts"]),
        "keywords": sorted(set(after["keywords"]) - set(before["keywords"])),
        "gained_authors": [] if before["authors"] else after["authors"],
        "readers": before["readers"],
    }
    return Merge.objects.create(paper=paper, former_id=pk, former_key=key, journal=journal)


def _lock(*papers: Paper) -> None:
    """Nobody else merges them meanwhile: each ticket guards one of them alone."""
    keys = [paper.pk for paper in papers]
    rows = Paper.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk")
    if len(rows) < len(keys):
        raise CannotJoin("Somebody else has merged one of them meanwhile.")


def _state(paper: Paper) -> dict:
    """What of a paper another one may add to."""
    days = paper.daily_readers.filter(summary=None)
    return {
        "facts": {name: _plain(getattr(paper, name)) for name in GAINED},
        "keywords": list(paper.keywords.values_list("pk", flat=True)),
        "authors": list(paper.authorships.order_by("position").values_list("author", flat=True)),
        "readers": {str(day): readers for day, readers in days.values_list("day", "readers")},
    }


def _plain(value):
    return getattr(value, "pk", value)


def _differences(before: dict, after: dict) -> dict[str, list]:
    return {name: [was, after[name]] for name, was in before.items() if was != after[name]}


@transaction.atomic
def part(merge: Merge) -> Paper:
    """Undo it: the former paper is there again, with all that was its own and still exists.

    What has been changed since stays as it is. May raise CannotPart.
    """
    Merge.objects.select_for_update(no_key=True).get(pk=merge.pk, undone_at=None)
    paper, journal = merge.paper, merge.journal
    if Paper.objects.filter(key=merge.former_key).exists():
        raise CannotPart(f"Another paper goes by {merge.former_key} now.")
    paper.identifiers.filter(scheme=identifiers.KEY, value=merge.former_key).delete()
    put_back({"moved": [], "gone": journal["row"]}, paper.pk, merge.former_id)
    _give_back_days(paper, journal)
    put_back(journal, paper.pk, merge.former_id)
    _lose_gains(paper, journal)
    former = Paper.objects.get(pk=merge.former_id)
    for each in (paper, former):
        each.refresh_from_db()
        each.recount()
        _count_today(each)
    merge.undone_at = timezone.now()
    merge.save(update_fields=["undone_at"])
    return former


def _count_today(paper: Paper) -> None:
    """By the marks that there are; who has read both pages is a reader of one paper."""
    store_readers(timezone.now().date(), paper.pk, [])


def _give_back_days(paper: Paper, journal: dict) -> None:
    """Readers of days on which both had some were added up."""
    for row in journal["gone"]:
        fields = row["fields"]
        if row["model"] != "summaries.dailyreaders" or fields["summary"] is not None:
            continue
        ours = paper.daily_readers.filter(summary=None, day=fields["day"]).first()
        if ours and fields["day"] in journal["readers"]:
            ours.readers = max(ours.readers - fields["readers"], 1)
            ours.save(update_fields=["readers"])


def _lose_gains(paper: Paper, journal: dict) -> None:
    """What the paper had from the other alone, unless somebody has changed it since."""
    for name, (was, became) in journal["facts"].items():
        column = f"{name}_id" if name == "venue" else name
        if getattr(paper, column) == became:
            setattr(paper, column, was)
    paper.save(update_fields=[*journal["facts"]] or None)
    paper.keywords.remove(*journal["keywords"])
    ranks = paper.authorships.order_by("position").values_list("author", flat=True)
    if journal["gained_authors"] and list(ranks) == journal["gained_authors"]:
        paper.set_authors([])
