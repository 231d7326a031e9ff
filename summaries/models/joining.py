"""Two rows that turn out to be one paper: everything of the one moves to the other."""

from django.db import transaction
from django.db.models import Model

from .bookmark import Bookmark, Follow
from .draft import Draft
from .reader import DailyReaders, ReaderMark


class CannotJoin(Exception):
    """One person has written about both; which text stays is not for a program to say."""


@transaction.atomic
def absorb(paper, former) -> None:
    """Move all that belongs to `former` and delete it; its addresses lead to `paper` then."""
    if writers_of(paper) & writers_of(former):
        raise CannotJoin(f"One person has written about {paper.key} and {former.key}.")
    former.summaries.update(paper=paper)
    Draft.objects.filter(paper=former).update(paper=paper)
    _move_once(Bookmark, "user_id", paper, former)
    _move_once(Follow, "user_id", paper, former)
    _move_readers(paper, former)
    former.corrections.update(paper=paper)
    _gain(paper, former)
    paper.replace(former)
    paper.recount()


def writers_of(paper) -> set[int]:
    """Who has a summary or a draft of it."""
    writers = paper.summaries.filter(author__isnull=False).values_list("author", flat=True)
    return {*writers, *paper.drafts.values_list("user", flat=True)}


def _move_once(model: type[Model], whose: str, paper, former) -> None:
    """Let the rows belong to `paper`, but for those that it has of the same person."""
    rows = model._default_manager.filter(paper=former)
    present = model._default_manager.filter(paper=paper).values(whose)
    rows.exclude(**{f"{whose}__in": list(present.values_list(whose, flat=True))}).update(
        paper=paper
    )
    rows.delete()


def _move_readers(paper, former) -> None:
    """Days add up: who read both pages on one day counts twice, which is as good as we know."""
    _move_marks(paper, former)
    ours = {row.day: row for row in paper.daily_readers.filter(summary=None)}
    for row in former.daily_readers.filter(summary=None):
        if row.day in ours:
            ours[row.day].readers += row.readers
            ours[row.day].save(update_fields=["readers"])
            row.delete()
    DailyReaders.objects.filter(paper=former).update(paper=paper)


def _move_marks(paper, former) -> None:
    marks = ReaderMark.objects.filter(paper=former)
    marks.filter(summary__isnull=False).update(paper=paper)
    for mark in marks.filter(summary=None):
        seen = {"paper": paper, "summary": None, "day": mark.day, "visitor": mark.visitor}
        if not ReaderMark.objects.filter(**seen).exists():
            ReaderMark.objects.filter(pk=mark.pk).update(paper=paper)


def _gain(paper, former) -> None:
    """What only the other row knew."""
    facts = ("year", "abstract") if former.kind == "preprint" else paper.FACTS
    missing = [name for name in facts if not getattr(paper, name) and getattr(former, name)]
    for name in missing:
        setattr(paper, name, getattr(former, name))
    if not paper.authorships.exists():
        paper.set_authors(list(former.authors.order_by("authorships__position")))
    paper.keywords.add(*former.keywords.all())
    if missing:
        paper.save(update_fields=missing)
