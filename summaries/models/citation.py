"""Which papers a summary mentions, so that a paper can tell who speaks of it."""

from django.db import models

from summaries.cited import names_cited


class Citation(models.Model):
    """A paper that one summary cites or links to, whether we know that paper or not.

    `key` is its key as in the text, or the DOI or other id of the page that a link leads to.
    """

    summary = models.ForeignKey("Summary", models.CASCADE, related_name="citations")
    key = models.CharField(max_length=255, db_index=True, help_text="As in the text.")

    class Meta:
        ordering = ["summary", "key"]
        constraints = [
            models.UniqueConstraint(fields=["summary", "key"], name="citation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.key} in summary {self.summary_id}"


class Citing(models.Model):
    """The half of Summary that remembers what its text cites."""

    class Meta:
        abstract = True

    def store_citations(self):
        """Make the stored names those of the text; whether they were others."""
        named = set(names_cited(self.body, self.body_html))
        stored = set(self.citations.values_list("key", flat=True))
        if named == stored:
            return False
        self.citations.filter(key__in=stored - named).delete()
        rows = [Citation(summary=self, key=name) for name in sorted(named - stored)]
        Citation.objects.bulk_create(rows, ignore_conflicts=True)
        return True
