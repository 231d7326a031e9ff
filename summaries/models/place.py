"""Where a row stands in a list that is not of its own table: one range of an index a page.

Triggers keep these rows (`summaries.places`), whatever changes a text, a paper or a keyword.
"""

from django.db import models

from .keyword import Keyword
from .paper import Paper
from .summary import Summary


class SectionPlace(models.Model):
    """A listed summary in one of its sections, with the ranks that it has."""

    summary = models.ForeignKey(
        Summary,
        models.DO_NOTHING,
        related_name="section_places",
        db_index=False,
        db_constraint=False,
    )
    section = models.CharField(max_length=20)
    hot = models.FloatField()
    quality = models.FloatField()
    published_at = models.DateTimeField()
    readers_of_week = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["summary", "section"], name="section_place_once")
        ]
        indexes = [
            models.Index(fields=["section", *order, "-summary"], name=f"section_{name}")
            for name, order in (
                ("hot", ["-hot"]),
                ("recent", ["-published_at"]),
                ("best", ["-quality", "-published_at"]),
                ("read", ["-readers_of_week", "-published_at"]),
            )
        ]

    def __str__(self) -> str:
        return f"Summary {self.summary_id} in {self.section}"


class KeywordPlace(models.Model):
    """A paper under one of its keywords, with its year: 0 where nobody knows it."""

    keyword = models.ForeignKey(
        Keyword, models.DO_NOTHING, related_name="places", db_index=False, db_constraint=False
    )
    paper = models.ForeignKey(
        Paper, models.DO_NOTHING, related_name="keyword_places", db_index=False, db_constraint=False
    )
    year = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "keyword"], name="keyword_place_once")
        ]
        indexes = [models.Index(fields=["keyword", "-year", "-paper"], name="keyword_latest")]

    def __str__(self) -> str:
        return f"Paper {self.paper_id} under keyword {self.keyword_id}"
