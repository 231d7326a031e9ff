"""Hide, show again, delete."""

from summaries.models import Comment, Kind, LogEntry, Shingle

from .registry import Action, register

Act = LogEntry.Action


def hide(comment: Comment, decision) -> str:
    comment.hide()
    return ""


def restore(comment: Comment, decision) -> str:
    comment.restore()
    return ""


def delete(comment: Comment, decision) -> str:
    """Its words, for ever. Where others have answered, an empty place stays for their sake."""
    Shingle.objects.of_comments(Comment.objects.filter(pk=comment.pk)).delete()
    if comment.answers.exists():
        comment.empty()
    else:
        comment.delete()
    comment.summary.recount()
    return ""


def is_hidden(comment: Comment) -> bool:
    return comment.hidden_at is not None


register(
    Action(Act.HIDE, Kind.COMMENT, "Hide it", hide, lambda comment: not is_hidden(comment)),
    Action(Act.HOLD, Kind.COMMENT, "Hold it back", hide, has_own_page=True),
    Action(Act.RESTORE, Kind.COMMENT, "Show it again", restore, is_hidden),
    Action(
        Act.DELETE,
        Kind.COMMENT,
        "Delete it for ever",
        delete,
        needs="summaries.delete_comment",
    ),
)
