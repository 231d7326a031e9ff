"""What the site looks out for by itself: rules that report texts and do nothing else."""

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q

from .report import Reason

MOST_LINES = 100  # each is looked for in each text
MOST_SWEPT = 10_000  # texts whose numbers go in one night


class Rule(models.Model):
    """One thing to look out for in new public texts. It may only file reports."""

    class Test(models.TextChoices):
        WORDS = "words", "words, one phrase a line; * stands for the rest of a word"
        DOMAINS = "domains", "links to these domains, one a line"
        LINKS = "links", "many links from a new account"
        COPIES = "copies", "nearly the same as another text"

    name = models.CharField(max_length=100, unique=True)
    test = models.CharField(max_length=10, choices=Test)
    lines = models.TextField(max_length=5000, blank=True, help_text="Phrases or domains.")
    number = models.PositiveSmallIntegerField(
        default=3, help_text="Of links; of copies, the tenths of the text that are alike."
    )
    reason = models.CharField(max_length=20, choices=Reason, default=Reason.SPAM)
    is_on = models.BooleanField(default=False, editable=False)
    tried_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="Since its last change."
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_on=False) | Q(tried_at__isnull=False), name="rule_tried_before_on"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        needs_lines = self.test in {self.Test.WORDS, self.Test.DOMAINS}
        if needs_lines and not any(letter.isalnum() for letter in self.lines):
            raise ValidationError({"lines": "What should it look for?"})
        if len(self.lines.splitlines()) > MOST_LINES:
            raise ValidationError({"lines": f"At most {MOST_LINES} lines."})
        if self.test == self.Test.COPIES and not 3 <= self.number <= 10:
            raise ValidationError({"number": "Between 3 and 10 tenths."})


class ShingleQuerySet(models.QuerySet):
    def of(self, summaries):
        """Of these summaries, and of what was said below them."""
        comments = summaries.exclude(comments=None).values_list("comments", flat=True)
        texts = Q(kind="summary", thing_id__in=list(summaries.values_list("pk", flat=True)))
        return self.filter(texts | Q(kind="comment", thing_id__in=list(comments)))

    def of_comments(self, comments):
        return self.filter(kind="comment", thing_id__in=list(comments.values_list("pk", flat=True)))

    def sweep(self) -> int:
        """Delete those of texts that are no more, however these went; the rest another night."""
        total = 0
        for kind in ("summary", "comment"):
            texts = apps.get_model("summaries", kind).objects.filter(pk=OuterRef("thing_id"))
            gone = self.filter(~Exists(texts), kind=kind).values_list("thing_id", flat=True)
            keys = list(gone.order_by().distinct()[:MOST_SWEPT])  # read first: a write locks SQLite
            total += self.filter(kind=kind, thing_id__in=keys).delete()[0]
        return total


class Shingle(models.Model):
    """A few of the runs of words in a public text, as numbers: what is nearly the same shares
    most of them.
    """

    kind = models.CharField(max_length=10)
    thing_id = models.BigIntegerField()
    value = models.BigIntegerField(db_index=True)
    objects = ShingleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "thing_id", "value"], name="shingle_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.thing_id}"
