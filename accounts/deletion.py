"""Carry out what people who leave have chosen, once their days to think again are over."""

from collections.abc import Iterable
from datetime import timedelta

from django.core import signing
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.letters import send_letter
from accounts.models import Invitation, Notification, User
from summaries.models import (
    CommentRevision,
    Paper,
    Picture,
    PictureUpload,
    Shingle,
    Summary,
    SummaryRevision,
)
from summaries.sweeping import sweep

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


def delete_account(user: User) -> bool:
    """Delete the account and what belongs to it; False when its owner has just kept it."""
    pictures = pictures_only_of(user)
    with transaction.atomic():
        still_due = User.objects.filter(pk=user.pk, delete_at=user.delete_at)
        if not (locked := still_due.select_for_update().first()):
            return False
        delete_rows(locked)
    for picture in pictures:
        sweep(picture)
    if user.delete_at:  # nobody waits for a letter to an address that was never confirmed
        send_letter("deleted", user)
    return True


def delete_rows(user: User) -> None:
    """The account and what belongs to it; tallies and counts stay exact.

    What a kept text counts does not change, and neither may its date: pages that change at one
    moment would tell which anonymous ones were by the same hand.
    """
    summaries = {*user.votes.counted().values_list("summary", flat=True)}  # see withdraw_votes
    papers: set[int] = set()
    if user.deletion_keeps_texts:
        keep_public_texts(user)
    else:
        summaries |= {*user.comments.values_list("summary", flat=True)}
        papers = {*user.summaries.values_list("paper", flat=True)}
        delete_texts(user)
    if not user.delete_at:  # whoever was invited may try again
        Invitation.objects.filter(used_by=user).update(used_at=None)
    user.delete()
    recount(summaries, papers)


def keep_public_texts(user: User) -> None:
    """What was public stays, without its writer; what never was goes, former versions as well."""
    delete_summaries(user.summaries.exclude(visibility=Summary.Visibility.PUBLIC))
    SummaryRevision.objects.filter(summary__author=user, shown_at=None).delete()
    retracted = user.comments.exclude(deleted_at=None)
    CommentRevision.objects.filter(comment__in=retracted).delete()
    Shingle.objects.of_comments(retracted).delete()
    retracted.update(body="", body_html="", text="")
    user.summaries.filter(is_anonymous=False).update(updated_at=timezone.now())
    # “The author” below an anonymous text stays so: a change would tell who has just left.
    own = user.comments.filter(summary__author=user, summary__is_anonymous=True)
    own.update(was_by_the_author=True)
    user.summaries.update(author=None, share_token=None)


def delete_texts(user: User) -> None:
    """The summaries with all that hangs on them; comments leave an empty place in the thread."""
    delete_summaries(user.summaries.all())
    comments = user.comments.all()
    Shingle.objects.of_comments(comments).delete()
    Notification.objects.filter(comment__in=comments).delete()
    for comment in comments:
        comment.empty()


def delete_summaries(summaries) -> None:
    Shingle.objects.of(summaries).delete()
    summaries.delete()


def recount(summaries: Iterable[int], papers: Iterable[int]) -> None:
    for summary in Summary.objects.filter(pk__in=summaries).select_related("paper", "author"):
        summary.recount()
    for paper in Paper.objects.filter(pk__in=papers):
        paper.recount()


def pictures_only_of(user: User) -> list[Picture]:
    others = PictureUpload.objects.exclude(user=user).values("picture")
    return list(Picture.objects.filter(uploads__user=user).exclude(pk__in=others))
