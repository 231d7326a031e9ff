"""Who wrote papers, and in which order."""

from urllib.parse import quote

from django.db import models, transaction
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import NullIf

from shortsci.addresses import address
from summaries.search.folding import fold

from .constraints import CompositeForeignKey
from .joining import CannotJoin
from .slugs import free_slugs


class AuthorQuerySet(models.QuerySet):
    def known_by(self, identifiers):
        """(scheme, value) → the author of that identifier, for those that somebody has."""
        values: dict[str, list[str]] = {}
        for scheme, value in identifiers:
            values.setdefault(scheme, []).append(value)
        either = Q(pk__in=[])
        for scheme, told in values.items():
            either |= Q(scheme=scheme, value__in=told)
        rows = AuthorIdentifier.objects.filter(either).select_related("author")
        one = {row.author_id: row.author for row in rows}  # one object a person
        return {(row.scheme, row.value): one[row.author_id] for row in rows}

    def begin(self, name):
        """A new author of a `catalogue.record.Name`; dblp's number makes a lasting address."""
        slug = free_slugs(self, [name.dblp or name.full])[0]
        author = self.create(**columns_of(name), slug=slug)
        author.add_identifiers(name.identifiers)
        return author

    def taken_slugs(self, slugs) -> set[str]:
        """Those that lead to an author, be it as a former address."""
        former = AuthorIdentifier.objects.filter(scheme="slug", value__in=slugs)
        return {
            *self.filter(slug__in=slugs).values_list("slug", flat=True),
            *former.values_list("value", flat=True),
        }

    def at(self, slug: str):
        """The author of that address or former address, or None."""
        former = AuthorIdentifier.objects.filter(scheme="slug", value=slug).values("author")
        return self.filter(slug=slug).first() or self.filter(pk__in=former).first()

    def sweep(self, authors):
        """Delete those that wrote nothing here, that nobody follows and nothing tells apart."""
        pks = [author.pk for author in authors]
        left = self.filter(pk__in=pks, authorships=None, followers=None, identifiers=None)
        left.delete()

    def named_alike(self, author):
        """Others of that very name: as far as anybody knows, other people."""
        return self.filter(name=author.name).exclude(pk=author.pk).order_by("pk")


def columns_of(name) -> dict:
    """The columns of an author that a `catalogue.record.Name` fills."""
    full = " ".join(name.full.replace("\0", "").split())[:255]
    return {"name": full, "family": name.family[:255], "is_collective": name.is_collective}


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

    def save(self, *, update_fields=None, **kwargs) -> None:
        if update_fields is None or "name" in update_fields:
            self.search_name = fold(self.name)[:255]
            update_fields = update_fields and {*update_fields, "search_name"}
        super().save(update_fields=update_fields, **kwargs)

    def get_absolute_url(self) -> str:
        return address("summaries:author", self.slug)

    @property
    def links(self) -> list[tuple[str, str]]:
        """What stands where about this person elsewhere: words and address."""
        told = [(row.scheme, row.value) for row in self.identifiers.all()]
        orcids = [
            ("ORCID", f"https://orcid.org/{value}") for scheme, value in told if scheme == "orcid"
        ]
        search = "https://dblp.org/search?q=author%3A"
        names = [value for scheme, value in told if scheme == "dblp"]
        return orcids + [
            ("dblp", f"{search}{quote(value.replace(' ', '_'))}%3A") for value in names
        ]

    @transaction.atomic
    def absorb(self, former: "Author") -> None:
        """Take over all of another row of the same person; its address leads here from now on.

        Who stands twice among the authors of a paper is two people: that raises CannotJoin.
        """
        if self.papers.filter(pk__in=former.papers.values("pk")).exists():
            raise CannotJoin(f"{self.slug} and {former.slug} wrote a paper together.")
        former.authorships.update(author=self)
        ours = list(self.followers.values_list("user", flat=True))
        former.followers.exclude(user__in=ours).update(author=self)
        former.identifiers.update(author=self)
        slug = former.slug
        former.delete()
        self.identifiers.create(scheme=AuthorIdentifier.Scheme.SLUG, value=slug)

    def add_identifiers(self, identifiers) -> bool:
        """Be known by these (scheme, value), too, where no one has the value, nor this author
        another of the scheme; whether anything was new."""
        schemes = set(self.identifiers.values_list("scheme", flat=True))
        added = False
        for scheme, value in identifiers:
            if scheme not in schemes:
                told = {"scheme": scheme, "value": value[:255]}
                defaults = {"author": self}
                added |= AuthorIdentifier.objects.get_or_create(**told, defaults=defaults)[1]
        return added


class AuthorIdentifier(models.Model):
    """What tells one author from others of the same name; an author page joins by nothing else."""

    class Scheme(models.TextChoices):
        DBLP = "dblp", "name in dblp"  # with the number that tells namesakes apart
        ORCID = "orcid", "ORCID"
        SLUG = "slug", "former address"

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


class AuthorshipQuerySet(models.QuerySet):
    def with_orcid(self):
        """Each with its author's `orcid`, or None."""
        names = AuthorIdentifier.objects.filter(author=OuterRef("author"), scheme="orcid")
        return self.annotate(orcid=Subquery(names.values("value")[:1]))


class Authorship(models.Model):
    """One author's place among the authors of one paper. Written by `Paper.set_authors`."""

    paper = models.ForeignKey(
        "Paper",
        models.CASCADE,
        related_name="authorships",
        db_index=False,  # authorship_position_once begins with it
    )
    author = models.ForeignKey(Author, models.PROTECT, related_name="authorships")
    position = models.PositiveSmallIntegerField(help_text="1 is the first author.")
    predecessor = models.GeneratedField(
        expression=NullIf(F("position") - 1, 0),
        output_field=models.IntegerField(null=True),
        db_persist=True,
    )
    objects = AuthorshipQuerySet.as_manager()

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
