"""The outbox in tests: time passes for it, and one reads what has left."""

from datetime import timedelta

from django.core import mail

from accounts import mailer
from accounts.models import OutgoingMail

MATRIX = "A matrix: $$\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}$$ and $x_i^2 < y$."


def sent():
    """The one mail that goes out."""
    mailer.send_due()
    (message,) = mail.outbox
    return message


def parts(message) -> tuple[str, str]:
    return message.body, message.alternatives[0].content


def wait(**amount):
    """Let time pass for the outbox."""
    for row in OutgoingMail.objects.waiting():
        row.due_at -= timedelta(**amount)
        row.save()
