"""Where imported summaries come from."""

from django.db import models
from django.db.models import Q

from .summary import Summary


class ImportRun(models.Model):
    """One run of an import command, with its totals and its complaints."""

    MOST_PROBLEMS = 1_000  # kept of a run; how many there were is in its totals

    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    totals = models.JSONField(default=dict, help_text="How many entries of each status.")
    problems = models.JSONField(default=list, help_text="File, line and what was wrong.")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Import of {self.started_at:%Y-%m-%d %H:%M}"


class Sighting(models.Model):
    """One entry of one dump in which a summary was seen, kept to the byte."""

    summary = models.ForeignKey(Summary, models.CASCADE, related_name="sightings")
    run = models.ForeignKey(ImportRun, models.SET_NULL, null=True, related_name="sightings")
    source = models.CharField(max_length=255, help_text="Name of the file.")
    entry = models.PositiveIntegerField(help_text="Number of the entry in the file, from 1.")
    line = models.PositiveIntegerField(help_text="Line on which the entry begins, from 1.")
    original = models.BinaryField(help_text="The entry as it stood in the file.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the original, in hex.")
    fingerprint = models.CharField(
        max_length=64, db_index=True, help_text="SHA-256 of the text's letters and digits, in hex."
    )
    imported_body = models.TextField(help_text="The markdown that the importer made of it.")
    licence = models.CharField(max_length=50, blank=True, help_text="Empty: not stated.")
    comment_count = models.PositiveIntegerField(
        null=True, blank=True, help_text="As the dump stated it."
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["source", "entry"]
        constraints = [
            models.UniqueConstraint(fields=["source", "entry", "digest"], name="sighting_once"),
            models.CheckConstraint(
                condition=Q(entry__gte=1) & Q(line__gte=1), name="sighting_counts_from_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}, entry {self.entry}"
