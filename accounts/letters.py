"""Letters about one's own account go through the outbox: nobody waits for the mail server."""

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string

from accounts.mailer import send_due
from accounts.models import Letter


def send_letter(letter: str, user, **context) -> None:
    """Mail templates/accounts/letters/<letter>.txt to `user`; its first line is the subject."""
    site = {"SITE_NAME": settings.SITE_NAME, "SITE_URL": settings.SITE_URL}
    context = {"user": user, **site, **context}
    subject, _, text = render_to_string(f"accounts/letters/{letter}.txt", context).partition("\n")
    post(user.email, subject.strip(), text.strip())


def post(to: str, subject: str, text: str) -> None:
    Letter.objects.post(to, subject, text)
    if settings.MAIL_INLINE:
        transaction.on_commit(send_due, robust=True)
