"""Tell people what moderators did to what is theirs: a notice in the inbox, and a mail."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.mailer import send_due
from accounts.models import Notice, OutgoingMail


def tell(person, entry, ticket) -> Notice:
    """Called in the transaction of the act, so that neither exists without the other."""
    notice = Notice.objects.create(user=person, entry=entry, ticket=ticket)
    if person.email and person.verified_at:
        OutgoingMail.objects.create(user=person, notice=notice, due_at=timezone.now())
        if settings.MAIL_INLINE:
            transaction.on_commit(send_due, robust=True)
    return notice
