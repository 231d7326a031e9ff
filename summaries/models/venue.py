"""Where papers appear."""

from django.db import models
from django.db.models import Count, Max, Q

from shortsci.addresses import address
from summaries.sections import CHOICES


class VenueQuerySet(models.QuerySet):
    def of(self, record):
        """The row of a known venue, made when its first paper arrives."""
        told = ("name", "full_name", "kind", "section")
        defaults = {column: getattr(record, column) for column in told}
        return self.get_or_create(key=record.key, defaults=defaults)[0]

    def with_counts(self):
        """Each with `paper_count`, `summarised_count`, and when one of its papers changed last."""
        return self.annotate(
            paper_count=Count("papers"),
            summarised_count=Count("papers", filter=Q(papers__summary_count__gt=0)),
            latest_year=Max("papers__year"),
            changed_at=Max("papers__updated_at"),
        )


class Venue(models.Model):
    """A conference or a journal, with one page per year."""

    class Kind(models.TextChoices):
        CONFERENCE = "conference"
        JOURNAL = "journal"

    key = models.CharField(max_length=255, unique=True, help_text="As in dblp: conf/nips.")
    name = models.CharField(max_length=255, help_text="As readers say it: NeurIPS.")
    full_name = models.CharField(max_length=500, blank=True)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.CONFERENCE)
    section = models.CharField(max_length=20, choices=CHOICES, blank=True, db_index=True)
    objects = VenueQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("summaries:venue", self.key)
