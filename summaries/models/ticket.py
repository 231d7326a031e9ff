"""What the moderators have to look at: one ticket for each thing that was ever reported."""

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils import timezone


class Kind(models.TextChoices):
    SUMMARY = "summary", "summary"
    COMMENT = "comment", "comment"
    PERSON = "person", "user"
    PAPER = "paper", "paper"


class TicketQuerySet(models.QuerySet):
    def open(self):
        """The queue."""
        return self.filter(opened_at__isnull=False)

    def about(self, kind: str, thing):
        """The ticket of that thing, a new one when it has none."""
        return self.get_or_create(**{kind: thing}, defaults={"kind": kind})[0]

    def locked(self, kind: str, thing):
        """The same, for us alone until the transaction ends: one decision at a time."""
        pk = self.about(kind, thing).pk
        return self.select_for_update(no_key=True).get(pk=pk)

    def with_things(self):
        """With what each is about, in the same query."""
        return self.select_related(
            "summary__paper", "comment__summary__paper", "comment__author", "person", "paper"
        )

    def with_reports(self):
        """Each with `waiting_count`, how many reports nobody has decided about."""
        waiting = Q(reports__settled_at=None)
        return self.annotate(waiting_count=Count("reports", filter=waiting, distinct=True))


class Ticket(models.Model):
    """A thing that was reported or decided about. In the queue while `opened_at` is set."""

    kind = models.CharField(max_length=10, choices=Kind)
    summary = models.OneToOneField(
        "Summary", models.SET_NULL, null=True, blank=True, related_name="ticket"
    )
    comment = models.OneToOneField(
        "Comment", models.SET_NULL, null=True, blank=True, related_name="ticket"
    )
    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="ticket"
    )
    paper = models.OneToOneField(
        "Paper", models.SET_NULL, null=True, blank=True, related_name="ticket"
    )
    opened_at = models.DateTimeField(
        null=True, blank=True, db_index=True, help_text="Since when it waits in the queue."
    )
    created_at = models.DateTimeField(auto_now_add=True)
    objects = TicketQuerySet.as_manager()

    class Meta:
        ordering = ["opened_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="summary", comment=None, person=None, paper=None)
                | Q(kind="comment", summary=None, person=None, paper=None)
                | Q(kind="person", summary=None, comment=None, paper=None)
                | Q(kind="paper", summary=None, comment=None, person=None),
                name="ticket_about_one_thing",
            )
        ]

    def __str__(self) -> str:
        thing = self.thing
        return f"{self.get_kind_display()} {thing.pk}" if thing else f"A deleted {self.kind}"

    @property
    def thing(self):
        """What it is about; None when that is deleted."""
        return getattr(self, self.kind)

    def open(self) -> None:
        """Put it into the queue, at the place that it has if it is there."""
        self.opened_at = self.opened_at or timezone.now()
        self.save(update_fields=["opened_at"])

    def close(self) -> None:
        """Take it from the queue: what was reported is decided."""
        self.reports.waiting().update(settled_at=timezone.now())
        self.opened_at = None
        self.save(update_fields=["opened_at"])
