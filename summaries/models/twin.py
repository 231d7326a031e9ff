"""Papers that may be one: a queue for people, since equal titles prove nothing."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from .paper import Paper

MOST_PER_PAPER = 5
MOST_OF_A_TITLE = 20  # "Introduction", "Editorial": who shares that shares nothing


class TwinQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state=Twin.State.OPEN)

    def note(self, paper: Paper, others, why: str) -> None:
        """Put the paper and each of the others in the queue, unless they have been there."""
        pairs = [sorted((paper.pk, other.pk)) for other in others]
        twins = [Twin(first_id=a, second_id=b, why=why) for a, b in pairs if a != b]
        Twin.objects.bulk_create(twins, ignore_conflicts=True)

    def note_equal_titles(self, papers) -> None:
        """Ask about older papers of the very title of one of these."""
        hashes = {paper.title_hash for paper in papers if paper.title_hash}
        counted = Paper.objects.filter(title_hash__in=hashes).values("title_hash").order_by()
        counted = counted.annotate(number=models.Count("pk"))
        few = counted.filter(number__gt=1, number__lte=MOST_OF_A_TITLE)
        alike: dict[str, list[int]] = {}
        hashes = {row["title_hash"] for row in few}
        rows = Paper.objects.filter(title_hash__in=hashes, status=Paper.Status.IDENTIFIED)
        for title, pk in rows.order_by("pk").values_list("title_hash", "pk"):
            alike.setdefault(title, []).append(pk)
        for paper in papers:
            older = [pk for pk in alike.get(paper.title_hash, ()) if pk < paper.pk]
            self.note(paper, [Paper(pk=pk) for pk in older[:MOST_PER_PAPER]], Twin.Why.TITLE)


class Twin(models.Model):
    """Two papers that may be one, and what somebody decided."""

    class Why(models.TextChoices):
        TITLE = "title", "the same title"
        IDENTIFIERS = "identifiers", "a record names both"
        TEXTS = "texts", "one paper, but one person has written about both"

    class State(models.TextChoices):
        OPEN = "open"
        DIFFERENT = "different", "different papers"

    first = models.ForeignKey(Paper, models.CASCADE, related_name="+")
    second = models.ForeignKey(Paper, models.CASCADE, related_name="+")
    why = models.CharField(max_length=20, choices=Why)
    state = models.CharField(max_length=20, choices=State, default=State.OPEN, db_index=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    objects = TwinQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="twin_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="twin_in_order"),
        ]

    def __str__(self) -> str:
        return f"Pair {self.pk}"

    def in_order(self) -> tuple[Paper, Paper]:
        """The one to keep, and the one to give up: published before preprint, then the older."""
        is_preprint = self.first.kind == Paper.Kind.PREPRINT != self.second.kind
        return (self.second, self.first) if is_preprint else (self.first, self.second)
