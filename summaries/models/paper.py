"""Published works."""

from contextlib import suppress

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Prefetch, Q, Subquery

from shortsci.addresses import address
from summaries import identifiers, search
from summaries.search.folding import searchable, title_hash

from . import joining
from .author import Author, Authorship
from .bookmark import Bookmark, Follow
from .identifier import Identifier
from .keyword import Keyword
from .resolving import Resolving

CITABLE = 8  # papers that are offered to somebody who cites


class Opening(models.Func):
    """How a title begins: an index cannot hold all of a long one (`paper_titles_of_venue`).

    Written out, since SQLite knows an expression of an index by its letters alone.
    """

    template = "substr(%(expressions)s, 1, 80)"
    output_field = models.CharField()


class PaperQuerySet(Resolving):
    def visible_to(self, user):
        """Every paper: facts about publications are nobody's secret."""
        return self.all()

    def with_words_of_nobody(self):
        """Those whose title is the beginning of texts that nobody may read any more."""
        return self.filter(status=Paper.Status.UNIDENTIFIED, summary_count=0)

    def without_words_of_nobody(self):
        return self.exclude(status=Paper.Status.UNIDENTIFIED, summary_count=0)

    def citable_by(self, words: str):
        """Those whose key begins with the words, or that the search finds by their beginnings."""
        keyed = self.without_words_of_nobody().filter(key__startswith=words).order_by("key")
        keys = [*keyed.values_list("pk", flat=True)[:CITABLE]]
        keys += search.keys_of_beginnings(words, CITABLE)
        places = [models.When(pk=key, then=place) for place, key in enumerate(keys)]
        return self.filter(pk__in=keys).with_authors().order_by(models.Case(*places, default=0))

    def with_authors(self):
        """With the names of who wrote them, in one more query."""
        ranks = Authorship.objects.select_related("author").order_by("position")
        light = ranks.only("paper_id", "position", "author__name", "author__slug")
        return self.prefetch_related(Prefetch("authorships", queryset=light))

    def with_activity(self):
        """Each with `active_at`: when its last public summary was published."""
        listed = apps.get_model("summaries", "Summary").objects.listed().order_by()
        last = listed.filter(paper=models.OuterRef("pk")).values("paper")
        return self.annotate(active_at=Subquery(last.values(last=models.Max("published_at"))))

    def with_head(self):
        """With all that the head of a paper shows, in three more queries."""
        return self.select_related("venue").prefetch_related(*head_prefetches())

    def as_shown(self):
        """Without the columns that nobody reads."""
        return self.defer("search_title", "search_names", "title_hash")

    def as_row(self):
        """As in a list, where the abstract is for nobody either."""
        return self.as_shown().defer("abstract")

    def as_found(self):
        """As a search shows it: with the abstract, and the venue by its name."""
        shown = ("key", "title", "year", "abstract", "status", "summary_count", "updated_at")
        venue = ("venue__key", "venue__name", "venue__full_name")
        return self.select_related("venue").only(*shown, *venue)

    def with_marks_of(self, user):
        """Each with that person's `my_bookmark` (a state or "") and `is_followed`."""
        return self.annotate(
            my_bookmark=Bookmark.objects.state_of(user, models.OuterRef("pk")),
            is_followed=Follow.objects.is_followed(user, "paper"),
        )

    def in_section(self, slug: str):
        """By a keyword of the section, or by the venue."""
        by_keyword = Paper.keywords.through.objects.filter(keyword__section=slug)
        return self.filter(Q(pk__in=by_keyword.values("paper_id")) | Q(venue__section=slug))

    def under(self, keyword):
        """Those of a keyword, the latest first, in one range of an index."""
        places = {"placed_year": F("keyword_places__year"), "placed_pk": F("keyword_places__paper")}
        rows = self.filter(keyword_places__keyword=keyword).annotate(**places)
        return rows.order_by("-placed_year", "-placed_pk")

    def newest_first(self):
        year = F("year").desc(nulls_last=True)
        return self.annotate(opening=Opening("title")).order_by(year, "opening", "pk")

    def by_title(self):
        return self.annotate(opening=Opening("title")).order_by("opening", "pk")


def head_prefetches(prefix: str = "") -> list:
    """What `templates/summaries/_paper_head.html` needs of a paper found along `prefix`."""
    ranks = Authorship.objects.select_related("author").with_orcid().order_by("position")
    return [
        Prefetch(f"{prefix}authorships", queryset=ranks),
        f"{prefix}keywords",
        f"{prefix}identifiers",
    ]


class Paper(models.Model):
    """A published work."""

    FACTS = (
        *("title", "venue", "year", "kind", "container", "volume", "number", "pages"),
        *("publisher", "abstract"),
    )

    class Status(models.TextChoices):
        IDENTIFIED = "identified"
        STUB = "stub", "stub: only cited so far"
        UNIDENTIFIED = "unidentified", "needs identification"

    class Kind(models.TextChoices):
        ARTICLE = "article", "journal article"
        CONFERENCE = "conference", "conference paper"
        PREPRINT = "preprint"
        BOOK = "book"
        CHAPTER = "chapter"
        THESIS = "thesis"
        REPORT = "report"
        OTHER = "other"

    class Source(models.TextChoices):
        """Who stated the facts."""

        DUMP = "dump", "our own records"
        HAND = "hand", "entered by hand"
        BIBTEX = "bibtex", "BibTeX"
        RIS = "ris", "RIS"
        ARXIV = "arxiv", "arXiv"
        CROSSREF = "crossref", "Crossref"
        DATACITE = "datacite", "DataCite"
        DBLP = "dblp", "dblp"
        PUBMED = "pubmed", "PubMed"

    key = models.CharField(max_length=255, unique=True, help_text="dblp key or DOI. Case matters.")
    title = models.CharField(max_length=1000)
    venue = models.ForeignKey(
        "Venue", models.SET_NULL, null=True, blank=True, related_name="papers"
    )
    year = models.PositiveSmallIntegerField(null=True, blank=True, db_index=True)
    kind = models.CharField(max_length=20, choices=Kind, blank=True, help_text="Empty: unknown.")
    container = models.CharField(
        max_length=500, blank=True, help_text="Journal or proceedings, as printed."
    )
    volume = models.CharField(max_length=50, blank=True)
    number = models.CharField(max_length=50, blank=True)
    pages = models.CharField(max_length=50, blank=True, help_text="As in 117-149.")
    publisher = models.CharField(max_length=255, blank=True)
    abstract = models.TextField(blank=True)
    authors = models.ManyToManyField(Author, through=Authorship, related_name="papers")
    keywords = models.ManyToManyField(Keyword, related_name="papers", blank=True)
    status = models.CharField(
        max_length=20, choices=Status, default=Status.IDENTIFIED, db_index=True
    )
    source = models.CharField(
        max_length=20, choices=Source, blank=True, help_text="Who stated the facts."
    )
    awaits_facts = models.BooleanField(
        default=False, db_index=True, help_text="manage.py fetch_metadata will ask for them."
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    search_title = models.TextField(default="", editable=False)  # from title, by save()
    title_hash = models.CharField(
        max_length=32, default="", editable=False, db_index=True
    )  # from title, by save()
    search_names = models.TextField(default="", editable=False)  # of authors, keywords, venue
    summary_count = models.PositiveIntegerField(default=0, editable=False)  # by recount()
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["venue", "year"], name="paper_venue_year")]
        constraints = [
            models.CheckConstraint(
                condition=Q(year__isnull=True) | Q(year__range=(1000, 2999)), name="paper_year_sane"
            ),
            models.CheckConstraint(condition=~Q(key=""), name="paper_has_key"),
        ]

    def __str__(self) -> str:
        return self.shown_title

    def save(self, *, update_fields=None, **kwargs) -> None:
        if update_fields is None or "title" in update_fields:
            self.search_title, self.title_hash = searchable(self.title), title_hash(self.title)
            update_fields = update_fields and {*update_fields, "search_title", "title_hash"}
        if update_fields is not None:
            update_fields = {*update_fields, "updated_at"}
        super().save(update_fields=update_fields, **kwargs)
        if self.key.startswith("10.") and (update_fields is None or "key" in update_fields):
            self.identify_by_key()

    def get_absolute_url(self) -> str:
        return address("summaries:paper", self.key)

    @transaction.atomic
    def set_authors(self, authors: list[Author]) -> None:
        """Replace the authors by these, in this order; an author named twice counts once."""
        self.authorships.all().delete()
        Authorship.objects.bulk_create(
            Authorship(paper=self, author=author, position=position)
            for position, author in enumerate(dict.fromkeys(authors), start=1)
        )

    def identify_by_key(self) -> None:
        """A key that is a DOI is one in any case of its letters, as keys are not."""
        with suppress(ValueError):
            self.add_identifier(identifiers.DOI, self.key)

    def add_identifier(self, scheme: str, text: str) -> Identifier:
        """Let the paper be known by one more identifier. ValueError when it is none."""
        value = identifiers.normal_form(scheme, text)
        return Identifier.objects.get_or_create(
            scheme=scheme, value=value, defaults={"paper": self}
        )[0]

    def keep_facts(self) -> None:
        """They were said by hand: no source overwrites them later."""
        self.source, self.awaits_facts = self.Source.HAND, False
        self.save(update_fields=["source", "awaits_facts"])

    @transaction.atomic
    def rename(self, key: str) -> None:
        """Give it another key; the former one becomes an alias that leads to it."""
        former, self.key = self.key, key
        self.identifiers.filter(scheme=identifiers.KEY, value=key).delete()
        self.save(update_fields=["key"])
        self.add_identifier(identifiers.KEY, former)

    @transaction.atomic
    def replace(self, former: "Paper") -> None:
        """Take the place of a paper without summaries: its addresses lead here from now on."""
        former.identifiers.update(paper=self)
        former_key = former.key
        former.delete()
        self.add_identifier(identifiers.KEY, former_key)

    def absorb(self, former: "Paper") -> None:
        """Take over all that belongs to another row of the same paper. May raise CannotJoin."""
        joining.absorb(self, former)

    @transaction.atomic
    def recount(self) -> None:
        """Bring `summary_count` up to date with the public summaries."""
        # One count at a time.
        Paper.objects.select_for_update(no_key=True).only("pk").get(pk=self.pk)
        self.summary_count = self.summaries.listed().count()
        self.save(update_fields=["summary_count"])

    @property
    def shown_title(self) -> str:
        """The title, unless it is the first words of a text that is not listed."""
        untold = self.status == self.Status.UNIDENTIFIED and not self.summary_count
        return "Unidentified paper" if untold else self.title

    @property
    def short_authors(self) -> str:
        """The first author, and whether there are more; needs their authorships prefetched."""
        names = [rank.author.name for rank in self.authorships.all()]
        return f"{names[0]} et al." if len(names) > 2 else " and ".join(names)

    @property
    def is_identified(self) -> bool:
        return self.status == self.Status.IDENTIFIED
