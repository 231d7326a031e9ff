"""When people were here last, for "new since your last visit". Only a POST writes it down."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import User

SILENCE = timedelta(minutes=30)  # ends a visit
PRECISION = timedelta(minutes=10)  # how often a visit is written down at most


def note_visits(get_response):
    """Remember that a person is here: logging in, voting, or the page's script saying so.

    What was refused proves nothing: a foreign page can send it, too.
    """

    def middleware(request):
        response = get_response(request)
        is_done = request.method == "POST" and response.status_code < 400
        if is_done and request.user.is_authenticated:
            note_visit(request.user)
        return response

    return middleware


def note_visit(user: User) -> None:
    """Write down that the visit goes on, or that a new one has begun."""
    now = timezone.now()
    if user.seen_at and now - user.seen_at < PRECISION:
        return
    seen = {"seen_at": now}
    if user.seen_at and now - user.seen_at > SILENCE:
        seen["seen_before_at"] = user.seen_at
    User.objects.filter(pk=user.pk).update(**seen)


def last_visit_at(user: User):
    """When the visit before this one ended; None on the first. Reads, and writes nothing."""
    if user.seen_at and timezone.now() - user.seen_at > SILENCE:
        return user.seen_at  # this visit has begun, and nothing has said so yet
    return user.seen_before_at
