"""One mail a day for those who like their news together."""

from django.db import transaction
from django.utils import timezone

from accounts.models import Notification, OutgoingMail, User


def write_digests() -> int:
    """Put a mail into the outbox for everybody for whom news wait; how many. At most one
    a person and day, however often this runs: what comes later waits until tomorrow.
    """
    waiting = Notification.objects.filter(awaits_digest=True).order_by()
    return sum(_write(pk) for pk in waiting.values_list("user", flat=True).distinct())


@transaction.atomic
def _write(user: int) -> bool:
    User.objects.select_for_update(no_key=True).get(pk=user)  # one digest at a time
    now = timezone.now()
    mails = OutgoingMail.objects.filter(user=user, is_digest=True)
    waiting = Notification.objects.filter(user=user, awaits_digest=True)
    if mails.filter(created_at__date=now.date()).exists() or not waiting.exists():
        return False
    mail = OutgoingMail.objects.create(user_id=user, is_digest=True, due_at=now)
    waiting.filter(read_at=None).update(digest=mail)
    waiting.update(awaits_digest=False)
    return True
