"""The signed links with which anybody who has a mail of ours ends more of its kind."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from accounts.models import MailChoice, Notification, User

SALT = "accounts.unsubscribing"
DIGEST = "digest"  # in place of a kind: all that comes in the daily digest
WORDS = dict(Notification.Kind.choices) | {DIGEST: "what comes in your daily digest"}


def link_for(user: User, what: str) -> str:
    """Works as long as the account is there: a mail may be read years later."""
    token = signing.dumps([user.pk, what], salt=SALT)
    return settings.SITE_URL + reverse("accounts:unsubscribe", args=[token])


def read(token: str) -> tuple[User, str] | None:
    """Whose mails of which kind the link ends; None for a link that is none of ours."""
    try:
        pk, what = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    user = User.objects.filter(pk=pk).first()
    return (user, what) if user and what in WORDS else None


def unsubscribe(user: User, what: str) -> None:
    if what == DIGEST:
        user.mail_choices.filter(how=MailChoice.How.DIGEST).update(how=MailChoice.How.NEVER)
        user.notifications.filter(awaits_digest=True).update(awaits_digest=False)
    else:
        user.mail_choices.update_or_create(kind=what, defaults={"how": MailChoice.How.NEVER})
