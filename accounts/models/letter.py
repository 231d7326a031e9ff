"""Letters about an account, such as a link to confirm an address: sealed until they are sent."""

import base64
import json
from datetime import timedelta

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac

from .mail import Outgoing, OutgoingQuerySet

KEPT = timedelta(days=1)  # then the links that letters hold have expired


class LetterQuerySet(OutgoingQuerySet):
    def post(self, to: str, subject: str, text: str):
        """Put a letter into the outbox. Whoever reads the table learns nothing from it."""
        words = json.dumps([to, subject, text]).encode()
        return self.create(sealed=_seal().encrypt(words).decode(), due_at=timezone.now())


class Letter(Outgoing):
    """One letter to one address, whoever has it, or nobody; its words go once it is sent.

    Links in it open accounts, so it is encrypted with a key that is not in the database: a copy
    of the database, such as a backup, opens nothing.
    """

    sealed = models.TextField(blank=True, help_text="Address, subject and text, encrypted.")
    objects = LetterQuerySet.as_manager()

    class Meta(Outgoing.Meta):
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=models.Q(sent_at=None, given_up_at=None),
                name="letter_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"Letter {self.pk}"

    def opened(self) -> tuple[str, str, str] | None:
        """To whom, subject and text; None when it came too late, or from a SECRET_KEY of others."""
        if timezone.now() - self.created_at > KEPT:
            return None
        try:
            to, subject, text = json.loads(_seal().decrypt(self.sealed.encode()))
        except InvalidToken:
            return None
        return to, subject, text


def _seal() -> MultiFernet:
    """Closes with the key of today, and opens with former ones, too."""
    return MultiFernet(map(_lock, (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)))


def _lock(secret: str) -> Fernet:
    key = salted_hmac("accounts.letters", "seal", secret, algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))
