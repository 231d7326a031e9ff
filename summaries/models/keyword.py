"""What papers are about."""

from django.db import models

from shortsci.addresses import address
from summaries.sections import CHOICES, section_of


class Keyword(models.Model):
    """An arXiv category or a term, in the section it belongs to."""

    name = models.CharField(max_length=100, unique=True)
    section = models.CharField(
        max_length=20, choices=CHOICES, blank=True, db_index=True, help_text="Empty: by the name."
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *, update_fields=None, **kwargs) -> None:
        if not self.section:
            self.section = section_of(self.name)
            update_fields = update_fields and {*update_fields, "section"}
        super().save(update_fields=update_fields, **kwargs)

    def get_absolute_url(self) -> str:
        return address("summaries:keyword", self.name)
