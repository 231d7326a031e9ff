"""What tests of moderation do again and again."""

from datetime import timedelta
from importlib import import_module

from django.apps import apps
from django.contrib.auth.models import Group
from django.utils import timezone

from summaries.models import Comment, LogEntry
from summaries.moderation.deciding import Seen, what_there_is
from tests.factories import make_user

QUEUE = "/admin/summaries/ticket/"


def ticket_page(kind, thing):
    return f"{QUEUE}about/{kind}/{thing.pk}/"


def report(client, person, thing, reason="spam", **words):
    client.force_login(person)
    is_comment = isinstance(thing, Comment)
    page = f"/comments/{thing.pk}/" if is_comment else thing.get_absolute_url()
    return client.post(f"{page}report/", {"reason": reason, **words})


def decision(action, thing=None, kind="", **fields):
    """What the page of a ticket sends."""
    if thing:
        thing = type(thing)._default_manager.filter(pk=thing.pk).first() or thing
    seen = what_there_is(kind, thing) if thing else Seen(0, 0)
    told = {"seen": seen.entry, "appeals": seen.appeals, "text": seen.text}
    return {"action": action, "reason": "spam", **told, **fields}


def entry():
    """The newest of the log."""
    return LogEntry.objects.first()


def decide(client, kind, thing, action, **fields):
    fields = decision(action, thing, kind, **fields)
    return client.post(ticket_page(kind, thing), fields)


def member_of(group, username=""):
    """Somebody on the staff with that group's rights; flushed databases lack the groups."""
    if not Group.objects.filter(name=group).exists():
        import_module("summaries.migrations.0012_groups").create(apps, None)
        import_module("summaries.migrations.0022_curators_mend_identifiers").give(apps, None)
    person = make_user(username or group, is_staff=True)
    person.groups.add(Group.objects.get(name=group))
    return person


def newcomer(username="newcomer", **fields):
    """An account of yesterday."""
    return make_user(username, date_joined=timezone.now() - timedelta(hours=30), **fields)


def old_hand(username="oldhand", **fields):
    """Somebody who is here for a month."""
    return make_user(username, date_joined=timezone.now() - timedelta(days=30), **fields)
