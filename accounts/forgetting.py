"""Delete what is kept for a time only, once that time is over. The privacy page names each."""

from collections import Counter

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.models import SignUpOrigin
from summaries.models import Shingle
from summaries.reader_marks import write_down_waiting


def forget() -> Counter[str]:
    """How many rows went, by what they were; safe to run again."""
    write_down_waiting()
    over = Session.objects.filter(expire_date__lt=timezone.now())
    gone = {"sessions": over.delete()[0]}
    # Addresses and browsers of log-ins; those of sessions that were ended stand beside nothing.
    open_ones = Session.objects.values("session_key")
    gone["devices"] = UserSession.objects.exclude(session_key__in=open_ones).delete()[0]
    gone["networks of sign-ups"] = SignUpOrigin.objects.outdated().delete()[0]
    # Numbers of texts go with them; this finds what was kept before, or in the same moment.
    gone["numbers of texts that are gone"] = Shingle.objects.sweep()
    return Counter(gone)
