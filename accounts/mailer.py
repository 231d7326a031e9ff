"""Empty the outbox: claim what is due, send it, try again later what could not be sent.

Any number of senders may run. A claim moves a mail's due date on, so that nobody else takes it;
when a sender dies, that date comes, and another sends the mail under the same Message-ID.
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPResponseException

from django.core.mail import get_connection
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.composing import compose
from accounts.models import Letter, OutgoingMail
from shortsci.logs import discreet

Mail = Letter | OutgoingMail

logger = logging.getLogger(__name__)

BATCH = 10  # claimed at once, and by far not a lease's work even for a slow server
LEASE = timedelta(minutes=10)
# After the first attempt a minute, and so on; after the last it is given up, three days later.
BACK_OFF = [timedelta(minutes=wait) for wait in (1, 5, 15, 60, 180, 360, 720, 1440, 1440)]
# What is due later than that was put off while the clock was wrong, and would wait for years.
FARTHEST = max(BACK_OFF) + LEASE


def send_due(may_go_on: Callable[[], bool] = lambda: True) -> Counter[str]:
    """Send whatever is due; how many were sent, dropped, put off, given up."""
    totals: Counter[str] = Counter()
    while may_go_on() and (mails := claim(Letter) or claim(OutgoingMail)):
        totals.update(deliver_all(mails))
    return totals


def deliver_all(mails: Iterable[Mail]) -> list[str]:
    """Send some mails by one connection; what became of each."""
    connection = get_connection()
    try:
        return [deliver(mail, connection) for mail in mails]
    finally:
        connection.close()


def claim(outbox: type[Letter] | type[OutgoingMail]) -> Sequence[Mail]:
    """Some mails that are due, for us alone until the lease is over."""
    now = timezone.now()
    is_due = Q(due_at__lte=now) | Q(due_at__gt=now + FARTHEST)
    due = outbox.objects.waiting().filter(is_due)
    if not due.exists():  # most of the time; and looking locks nothing
        return []
    with transaction.atomic():
        # PostgreSQL passes over what others are claiming; SQLite has one writer at a time.
        free = due.select_for_update(skip_locked=True).values_list("pk", flat=True)
        pks = list(free[:BATCH])
        outbox.objects.filter(pk__in=pks).update(due_at=now + LEASE, attempts=F("attempts") + 1)
    return list(outbox.objects.filter(pk__in=pks).select_related())  # a mail with its reader


def deliver(mail: Mail, connection) -> str:
    """Send one mail; what became of it. Whatever goes wrong, the others go out."""
    try:
        message = compose(mail)
        if message is None:
            return close(mail, "dropped", given_up_at=timezone.now(), error="No longer wanted.")
        connection.open()  # for the whole batch; Django would close what it has opened itself
        connection.send_messages([message])
    except Exception as error:
        logger.warning("%s could not be sent: %r", mail, error)
        connection.close()  # the next mail begins anew
        return put_off(mail, error)
    return close(mail, "sent", sent_at=timezone.now(), error="")


def put_off(mail: Mail, error: Exception) -> str:
    """Try again later, or never, when there is no hope. What servers say names addresses."""
    said, now = discreet(repr(error))[:500].replace("\0", ""), timezone.now()
    if is_final(error) or mail.attempts > len(BACK_OFF):
        return close(mail, "given up", given_up_at=now, error=said)
    return close(mail, "put off", due_at=now + BACK_OFF[mail.attempts - 1], error=said)


def is_final(error: Exception) -> bool:
    """Whether the server said that it will never take this mail."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    return isinstance(error, SMTPResponseException) and 550 <= error.smtp_code < 560


def close(mail: Mail, outcome: str, **columns) -> str:
    if isinstance(mail, Letter) and outcome != "put off":
        columns["sealed"] = ""  # a link of it may open an account for hours
    type(mail).objects.filter(pk=mail.pk).update(**columns)
    return outcome
