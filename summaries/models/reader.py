"""How many people read what, without remembering who."""

import secrets
from datetime import date, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone


def first_day(days: int) -> date:
    """The day before the last `days` days begin, in UTC: today is the last of them."""
    return timezone.now().date() - timedelta(days=days)


class DailySaltQuerySet(models.QuerySet):
    def of(self, day):
        """The salt of that day; made when the day has none yet."""
        return self.get_or_create(day=day, defaults={"salt": secrets.token_hex(32)})[0].salt


class DailySalt(models.Model):
    """What the marks of one day are hashed with; once it is gone, nobody can make them again."""

    day = models.DateField(unique=True)
    salt = models.CharField(max_length=64)
    objects = DailySaltQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Salt of {self.day}"


class ReaderMark(models.Model):
    """That somebody, known only by a hash, was here today. Gone on the next day."""

    day = models.DateField()
    visitor = models.BinaryField(max_length=16)
    paper = models.ForeignKey("Paper", models.CASCADE, related_name="+")
    summary = models.ForeignKey("Summary", models.CASCADE, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["day"], name="mark_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "paper", "visitor"],
                condition=Q(summary=None),
                name="mark_paper_once",
            ),
            models.UniqueConstraint(
                fields=["day", "summary", "visitor"],
                condition=Q(summary__isnull=False),
                name="mark_summary_once",
            ),
        ]

    def __str__(self) -> str:
        return f"A reader on {self.day}"


class DailyReadersQuerySet(models.QuerySet):
    def of_week(self) -> dict[int, int]:
        """Summary → how many distinct daily readers it had in the last seven days."""
        rows = self.filter(day__gt=first_day(7), summary__isnull=False).order_by()
        totals = rows.values_list("summary").annotate(total=models.Sum("readers"))
        return dict(totals)

    def since(self, day: date):
        """The days after that one, oldest first."""
        return self.filter(day__gt=day).order_by("day")


class DailyReaders(models.Model):
    """How many distinct people read a paper's page, or one summary, on one day."""

    day = models.DateField()
    paper = models.ForeignKey("Paper", models.CASCADE, related_name="daily_readers")
    summary = models.ForeignKey("Summary", models.CASCADE, null=True, related_name="daily_readers")
    readers = models.PositiveIntegerField()
    objects = DailyReadersQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "daily readers"
        ordering = ["-day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "day"], condition=Q(summary=None), name="readers_paper_day"
            ),
            models.UniqueConstraint(
                fields=["summary", "day"],
                condition=Q(summary__isnull=False),
                name="readers_summary_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.readers} readers on {self.day}"
