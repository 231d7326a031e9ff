"""The names that papers go by."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from summaries import identifiers


class Identifier(models.Model):
    """A name that leads to a paper: DOI, arXiv id, address, or a former key (an alias)."""

    class Scheme(models.TextChoices):
        DOI = identifiers.DOI, "DOI"
        ARXIV = identifiers.ARXIV, "arXiv"
        PUBMED = identifiers.PUBMED, "PubMed"
        URL = identifiers.URL, "web address"
        KEY = identifiers.KEY, "alias"

    paper = models.ForeignKey("summaries.Paper", models.CASCADE, related_name="identifiers")
    scheme = models.CharField(max_length=10, choices=Scheme)
    value = models.CharField(max_length=500, db_index=True, help_text="In its normal form.")

    class Meta:
        ordering = ["scheme", "value"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "value"], name="identifier_once"),
            # What of the normal form a database can tell; whatever writes, it insists.
            models.CheckConstraint(
                condition=~Q(scheme__in=["doi", "arxiv"])
                | Q(value=models.functions.Lower("value")),
                name="identifier_lower",
            ),
            models.CheckConstraint(condition=~Q(value=""), name="identifier_has_value"),
        ]

    def __str__(self) -> str:
        return f"{self.get_scheme_display()} {self.value}"

    def clean(self) -> None:
        try:
            self.value = identifiers.normal_form(self.scheme, self.value)
        except ValueError as error:
            raise ValidationError({"value": str(error)}) from error

    @property
    def url(self) -> str:
        return identifiers.link(self.scheme, self.value)
