"""What waits for those who look after the site, and since when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db.models import Count, Min, QuerySet
from django.urls import reverse

from accounts.models import Notice
from summaries.models import Correction, Kind, Ticket, Twin

from .things import kinds_of


@dataclass(frozen=True)
class Queue:
    name: str
    url: str
    count: int
    since: datetime | None


def queues_for(user) -> list[Queue]:
    """Those in which that person may do something."""
    return [_queue(name, url, rows, moment) for name, url, rows, moment in _all(user)]


def _queue(name: str, url: str, rows: QuerySet, moment: str) -> Queue:
    numbers = rows.order_by().aggregate(count=Count("pk"), since=Min(moment))
    return Queue(name, url, numbers["count"], numbers["since"])


def _all(user) -> Iterator[tuple[str, str, QuerySet, str]]:
    kinds, tickets = kinds_of(user), reverse("admin:summaries_ticket_changelist")
    for kind in kinds:
        rows = Ticket.objects.open().filter(kind=kind)
        yield f"Reported: {Kind(kind).label}", f"{tickets}?kind__exact={kind}", rows, "opened_at"
    if kinds:
        appeals = Notice.objects.appealed().filter(ticket__kind__in=kinds)
        yield "Appeals", f"{tickets}?state=appealed", appeals, "appealed_at"
    if user.has_perm("summaries.change_paper"):
        yield "Papers that may be one", _list_of(Twin), Twin.objects.open(), "created_at"
        corrections = Correction.objects.open()
        yield "Corrections of papers", _list_of(Correction), corrections, "created_at"
    if user.has_perm("accounts.change_user"):
        waiting = get_user_model().objects.filter(awaits_approval=True)
        people = reverse("admin:accounts_user_changelist") + "?awaits_approval__exact=1"
        yield "People who wait for approval", people, waiting, "date_joined"


def _list_of(model) -> str:
    """Where the desk lists the open ones of these rows; empty when it does not."""
    if not admin.site.is_registered(model):
        return ""
    return reverse(f"admin:summaries_{model._meta.model_name}_changelist") + "?state__exact=open"
