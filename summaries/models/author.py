"""Who wrote papers, and in which order."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import NullIf
from django.urls import reverse
from django.utils.text import slugify

from .constraints import CompositeForeignKey


class AuthorQuerySet(models.QuerySet):
    def named(self, name: str):
        """The author of that exact name, made when there is none yet."""
        name = " ".join(name.split())
        if found := self.filter(name=name).order_by("pk").first():
            return found
        return self.create(name=name, slug=self._free_slug(name))

    def _free_slug(self, name: str) -> str:
        base = slugify(name, allow_unicode=True)[:240] or "author"
        taken = set(self.filter(slug__startswith=base).values_list("slug", flat=True))
        numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
        return base if base not in taken else next(slug for slug in numbered if slug not in taken)


class Author(models.Model):
    """A person, or a group, who wrote papers. Not a user."""

    name = models.CharField(max_length=255, db_index=True)
    family = models.CharField(
        max_length=255, blank=True, help_text="The family name, where a source tells it apart."
    )
    is_collective = models.BooleanField(default=False, help_text="A group: its name has no parts.")
    search_name = models.CharField(max_length=255, default="", editable=False)  # from name
    slug = models.SlugField(max_length=255, unique=True, allow_unicode=True)
    objects = AuthorQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("summaries:author", args=[self.slug])


class AuthorIdentifier(models.Model):
    """What tells one author from others of the same name; an author page joins by nothing else."""

    class Scheme(models.TextChoices):
        DBLP = "dblp", "name in dblp"  # with the number that tells namesakes apart
        ORCID = "orcid", "ORCID"

    author = models.ForeignKey(Author, models.CASCADE, related_name="identifiers")
    scheme = models.CharField(max_length=10, choices=Scheme)
    value = models.CharField(max_length=255)

    class Meta:
        ordering = ["scheme", "value"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "value"], name="author_identifier_once"),
            models.CheckConstraint(condition=~Q(value=""), name="author_identifier_has_value"),
        ]

    def __str__(self) -> str:
        return f"{self.get_scheme_display()} {self.value}"


class Authorship(models.Model):
    """One author's place among the authors of one paper. Written by `Paper.set_authors`."""

    paper = models.ForeignKey("Paper", models.CASCADE, related_name="authorships")
    author = models.ForeignKey(Author, models.PROTECT, related_name="authorships")
    position = models.PositiveSmallIntegerField(help_text="1 is the first author.")
    predecessor = models.GeneratedField(
        expression=NullIf(F("position") - 1, 0),
        output_field=models.IntegerField(null=True),
        db_persist=True,
    )

    class Meta:
        ordering = ["paper", "position"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "position"], name="authorship_position_once"),
            models.UniqueConstraint(fields=["paper", "author"], name="authorship_author_once"),
            models.CheckConstraint(condition=Q(position__gte=1), name="authorship_from_one"),
            CompositeForeignKey(
                fields=["paper", "predecessor"],
                to_fields=["paper", "position"],
                name="authorship_without_gaps",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.author}"
