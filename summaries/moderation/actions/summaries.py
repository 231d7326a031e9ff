"""Hide, show again, delete, withhold a version, close the comments, move. Never a new author."""

from django.utils import timezone

from summaries.models import Kind, LogEntry, Shingle, Summary

from .registry import Action, Refused, register

Act = LogEntry.Action


def hide(summary: Summary, decision) -> str:
    summary.hide()
    return ""


def restore(summary: Summary, decision) -> str:
    summary.unhide()
    return ""


def delete(summary: Summary, decision) -> str:
    Shingle.objects.of(Summary.objects.filter(pk=summary.pk)).delete()
    summary.delete()
    summary.recount_owners()
    return ""


def redact(summary: Summary, decision) -> str:
    """Withhold what a former version said, wherever else it says the same; the present one is
    hidden instead, or edited.
    """
    chosen = summary.revisions.filter(number=decision.version, redacted_at=None).first()
    if chosen is None:
        raise Refused("There is no such version that is not withheld already.")
    if chosen.body == summary.body:
        raise Refused("The present version says the same. It can only be hidden, with the summary.")
    same = summary.revisions.filter(body=chosen.body, redacted_at=None)
    numbers = [str(number) for number in same.order_by("number").values_list("number", flat=True)]
    same.update(redacted_at=timezone.now())
    summary.save(update_fields=[])  # so that pages that showed it are new
    return f"version {', '.join(numbers)}"[:600]


def lock(summary: Summary, decision) -> str:
    summary.comments_locked_at = timezone.now()
    summary.save(update_fields=["comments_locked_at"])
    return ""


def unlock(summary: Summary, decision) -> str:
    summary.comments_locked_at = None
    summary.save(update_fields=["comments_locked_at"])
    return ""


def move(summary: Summary, decision) -> str:
    former, paper = summary.paper, decision.paper
    if paper == former:
        raise Refused("It is about that paper already.")
    if summary.author and paper.summaries.filter(author=summary.author).exists():
        raise Refused("Its writer has a summary of that paper already.")
    summary.assign_to_paper(paper)
    return f"from {former.key} to {paper.key}"


def assign(summary: Summary, decision) -> str:
    """Only what was imported lacks its writer; what somebody wrote here stays theirs."""
    if not summary.is_imported:
        raise Refused("Its writer is known: it was written here.")
    summary.assign_to(decision.person)
    return ""


def edited(summary: Summary, decision) -> str:
    """The page of the summary has stored it; `decision.values` says what."""
    return decision.values


def is_hidden(summary: Summary) -> bool:
    return summary.hidden_at is not None


register(
    Action(Act.HIDE, Kind.SUMMARY, "Hide it", hide, lambda summary: not is_hidden(summary)),
    Action(Act.HOLD, Kind.SUMMARY, "Hold it back", hide, has_own_page=True),
    Action(Act.RESTORE, Kind.SUMMARY, "Show it again", restore, is_hidden),
    Action(
        Act.REDACT,
        Kind.SUMMARY,
        "Withhold a former version",
        redact,
        lambda summary: summary.version > 1,
        asks=("version",),
    ),
    Action(
        Act.LOCK,
        Kind.SUMMARY,
        "Close the comments",
        lock,
        lambda summary: summary.comments_locked_at is None,
    ),
    Action(
        Act.UNLOCK,
        Kind.SUMMARY,
        "Open the comments again",
        unlock,
        lambda summary: summary.comments_locked_at is not None,
    ),
    Action(Act.MOVE, Kind.SUMMARY, "Move it to another paper", move, asks=("paper",)),
    Action(Act.ASSIGN, Kind.SUMMARY, "Give it to its writer", assign, has_own_page=True),
    Action(Act.EDIT, Kind.SUMMARY, "Edit it", edited, has_own_page=True),
    Action(
        Act.DELETE, Kind.SUMMARY, "Delete it for ever", delete, needs="summaries.delete_summary"
    ),
)
