"""What can be reported and decided about, whose it is, and who may decide."""

from django.contrib.auth import get_user_model
from django.db.models import Model

from summaries.models import Comment, Kind, Paper, Reason, Summary

MODELS: dict[str, type[Model]] = {
    Kind.SUMMARY: Summary,
    Kind.COMMENT: Comment,
    Kind.PERSON: get_user_model(),
    Kind.PAPER: Paper,
}
NEEDS = {  # of whoever decides
    Kind.SUMMARY: "summaries.change_summary",
    Kind.COMMENT: "summaries.change_comment",
    Kind.PERSON: "accounts.add_suspension",
    Kind.PAPER: "summaries.change_paper",
}
_OF_TEXTS = [Reason.SPAM, Reason.ABUSE, Reason.COPYRIGHT, Reason.PRIVACY]
REASONS = {
    Kind.SUMMARY: [*_OF_TEXTS, Reason.NO_SUMMARY, Reason.WRONG_PAPER, Reason.AI, Reason.OTHER],
    Kind.COMMENT: [*_OF_TEXTS, Reason.AI, Reason.OTHER],
    Kind.PERSON: [*_OF_TEXTS, Reason.OTHER],
    Kind.PAPER: [Reason.SPAM, Reason.WRONG_FACTS, Reason.TWICE, Reason.COPYRIGHT, Reason.OTHER],
}


def kind_of(thing: Model) -> str:
    return next(kind for kind, model in MODELS.items() if isinstance(thing, model))


def person_of(thing):
    """Whose it is, and who is told what becomes of it; None when that is nobody."""
    match kind_of(thing):
        case Kind.PERSON:
            return thing
        case Kind.PAPER:
            return None
    return thing.author


def may_decide(user, kind: str) -> bool:
    return user is not None and user.is_staff and user.has_perm(NEEDS[Kind(kind)])


def kinds_of(user) -> list[str]:
    """The kinds of things about which that person may decide."""
    return [kind for kind in MODELS if may_decide(user, kind)]
