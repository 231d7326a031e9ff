"""Delete what papers are sorted by, for ever: with a reason, and an entry of the log that stays."""

from django.db import transaction

from summaries.models import Author, LogEntry, Reason

from .actions import Refused
from .deciding import Decision, record

NAMES_THAT_ARE_WRONG = {Reason.SPAM, Reason.ABUSE, Reason.PRIVACY}  # to say them is the harm


def what_holds(shelf, *, has_papers: bool) -> str:
    """Why it cannot be deleted, or "". A paper may lose its venue or a keyword, but no author."""
    if has_papers and isinstance(shelf, Author):
        return (
            "Papers have it among their authors: join it with another, or take it off them first."
        )
    return ""


@transaction.atomic
def delete(shelf, decision: Decision, moderator) -> LogEntry:
    """A venue, an author or a keyword. May raise Refused."""
    kind, pk = shelf._meta.model_name, shelf.pk
    # Whoever gives it to a paper at this moment has done so before the look, or comes too late.
    shelf = type(shelf)._default_manager.select_for_update().filter(pk=pk).first()
    if shelf is None:
        raise Refused("It is gone.")
    if fault := what_holds(shelf, has_papers=shelf.papers.exists()):
        raise Refused(fault)
    name = _public_name(shelf, decision.reason)
    shelf.delete()
    return record(kind, pk, decision, moderator, name)


def _public_name(shelf, reason: str) -> str:
    """What the log may call it for ever: no person, and nothing that was deleted for its name."""
    is_unsaid = isinstance(shelf, Author) or reason in NAMES_THAT_ARE_WRONG
    return "" if is_unsaid else str(shelf)
