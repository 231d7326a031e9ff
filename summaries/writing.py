"""Saving what somebody wrote about a paper: the text, its version, the end of its draft."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from accounts.notify import name_withdrawn, summary_published
from summaries.models import Draft, Paper, Summary, SummaryRevision
from summaries.moderation.newcomers import fault_of, hold_first_post
from summaries.moderation.rules import watch

BESIDE = ("licence", "competing_interests", "ai_assistance")


class EditConflict(Exception):
    """Another window has saved since the text was opened; `saved` is what it saved."""

    def __init__(self, saved: Summary):
        super().__init__(str(saved))
        self.saved = saved


def save_summary(
    paper: Paper, author, typed: Mapping[str, Any], *, ends_draft: bool = True
) -> Summary:
    """Create or change `author`'s summary of the paper; raises EditConflict and stores nothing.

    `typed["base"]` is the version that the text was begun from. What comes from elsewhere than
    the editor must not end the draft that waits there.
    """
    summary = own_summary(paper, author) or Summary(paper=paper, author=author)
    base = typed["base"] if summary.pk else 0
    summary.prepare(typed["body"])
    with transaction.atomic():
        if summary.pk is None:
            _create(summary, typed["body"])
        else:
            locked = Summary.objects.select_for_update(no_key=True)
            summary.refresh_from_db(from_queryset=locked)  # one save at a time
        if summary.version != base:
            raise EditConflict(summary)
        _store(summary, typed)
        if ends_draft:
            Draft.objects.filter(user=author, paper=paper).delete()
    return summary


class NotYet(Exception):
    """The writer's account is too new to publish that text; the message says why."""


def restore_version(summary: Summary, revision: SummaryRevision) -> bool:
    """Make its writer's earlier text the present one; False when it is already.

    What comes back into public passes the same gates as what is written anew.
    """
    summary.prepare(revision.body)
    fault = fault_of(revision.body, summary.author)  # like that, not while others wait
    with transaction.atomic():
        locked = Summary.objects.select_for_update(no_key=True)
        summary.refresh_from_db(from_queryset=locked)
        if fault and summary.visibility == Summary.Visibility.PUBLIC:
            raise NotYet(fault)
        note = f"Version {revision.number} restored"
        if not summary.revise(revision.body, summary.author, note):
            return False
        _look_after(summary)
    return True


def own_summary(paper: Paper, author) -> Summary | None:
    if not author.is_authenticated:
        return None
    return paper.summaries.filter(author=author).first()


def _create(summary: Summary, body: str) -> None:
    summary.body = body
    try:
        with transaction.atomic():
            summary.save()
    except IntegrityError:  # two first saves at the same moment
        raise EditConflict(own_summary(summary.paper, summary.author) or summary) from None


def _store(summary: Summary, typed: Mapping[str, Any]) -> None:
    summary.visibility = typed["visibility"]  # a version is public when its summary is
    if summary.describe(is_anonymous=typed["is_anonymous"]) and summary.is_anonymous:
        name_withdrawn(summary)
    changed = summary.describe(**{name: typed[name] for name in BESIDE})
    if not summary.revise(typed["body"], summary.author, typed["note"]) and changed:
        note = typed["note"] or "Only what stands beside the text"
        summary.add_revision(summary.author, note)
    was_public_before = summary.published_at is not None
    summary.show_to(typed["visibility"])
    is_held = _look_after(summary)
    if summary.published_at and not was_public_before and not is_held:
        summary_published(summary)


def _look_after(summary: Summary) -> bool:
    """Let the rules look at what is public now; True while it waits for a moderator."""
    is_held = summary.visibility == summary.Visibility.PUBLIC and hold_first_post(summary)
    watch(summary)
    return is_held
