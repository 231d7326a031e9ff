"""Carry out what people who leave have chosen, once their days to think again are over."""

from collections.abc import Iterable
from datetime import timedelta
from functools import partial

from django.core import signing
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.letters import send_letter
from accounts.models import Invitation, Notification, User
from summaries.models import (
    Comment,
    CommentRevision,
    Draft,
    Paper,
    Picture,
    PictureUpload,
    Summary,
    SummaryRevision,
)

SALT = "accounts.deletion"
UNCONFIRMED = timedelta(days=7)  # an account whose address nobody confirms, until it goes


def token_for(user: User) -> str:
    """What the link in the mail holds; of no use after a cancellation or for a later request."""
    return signing.dumps([user.pk, user.delete_at.isoformat()], salt=SALT)  # type: ignore[union-attr]


def user_of(token: str) -> User | None:
    """Whose pending deletion the link from the mail may cancel."""
    try:
        pk, moment = signing.loads(token, salt=SALT, max_age=timedelta(days=30))
    except signing.BadSignature:
        return None
    user = User.objects.filter(pk=pk).exclude(delete_at=None).first()
    return user if user and user.delete_at and user.delete_at.isoformat() == moment else None


def due() -> list[User]:
    """Those whose days are over, and who never confirmed an address and left nothing behind."""
    now = timezone.now()
    never_came = Q(verified_at=None, last_login=None, date_joined__lte=now - UNCONFIRMED)
    unused = Q(summaries=None, comments=None, votes=None, is_staff=False, is_active=True)
    signed_up = Q(emailaddress__verified=False)
    return list(
        User.objects.filter(Q(delete_at__lte=now) | never_came & unused & signed_up).distinct()
    )


def delete_account(user: User) -> None:
    """Delete the account and what belongs to it; tallies and counts stay exact."""
    was_asked_for, pictures = bool(user.delete_at), pictures_only_of(user)
    with transaction.atomic():
        voted = set(user.votes.values_list("summary", flat=True))
        papers = set(user.summaries.values_list("paper", flat=True))
        commented = set(user.comments.values_list("summary", flat=True))
        if user.deletion_keeps_texts:
            user.summaries.exclude(visibility=Summary.Visibility.PUBLIC).delete()
            user.summaries.update(author=None, share_token=None, updated_at=timezone.now())
        else:
            delete_texts(user)
        address, name = user.email, str(user)
        if not was_asked_for:  # whoever was invited may try again
            Invitation.objects.filter(used_by=user).update(used_at=None)
        User.objects.get(pk=user.pk).delete()  # `user` keeps its name for the letter
        recount(voted | commented, papers)
        delete_unused(pictures)
    if was_asked_for:
        send_letter("deleted", user, to=address, name=name)


def delete_texts(user: User) -> None:
    """The summaries with all that hangs on them; comments leave an empty place in the thread."""
    user.summaries.all().delete()
    comments = user.comments.all()
    Notification.objects.filter(comment__in=comments).delete()
    for comment in comments:
        comment.revisions.all().delete()
        comment.body, comment.author = "", None
        comment.deleted_at = comment.deleted_at or timezone.now()
        comment.save()


def recount(summaries: Iterable[int], papers: Iterable[int]) -> None:
    for summary in Summary.objects.filter(pk__in=summaries).select_related("paper", "author"):
        summary.recount()
    for paper in Paper.objects.filter(pk__in=papers):
        paper.recount()


def pictures_only_of(user: User) -> list[Picture]:
    others = PictureUpload.objects.exclude(user=user).values("picture")
    return list(Picture.objects.filter(uploads__user=user).exclude(pk__in=others))


def delete_unused(pictures: list[Picture]) -> None:
    """Rows and files of the pictures that no text shows any more."""
    for picture in pictures:
        if is_shown(picture):
            continue
        storage, name = picture.file.storage, str(picture.file.name)
        picture.delete()
        transaction.on_commit(partial(storage.delete, name))


def is_shown(picture: Picture) -> bool:
    """Whether any text, or any former version of one, names the picture."""
    texts = (Summary, SummaryRevision, Comment, CommentRevision, Draft)
    return User.objects.filter(bio__contains=picture.name).exists() or any(
        model._default_manager.filter(body__contains=picture.name).exists() for model in texts
    )
