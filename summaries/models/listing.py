"""Which summaries, in which order, and with what beside them: the clauses of every list."""

from secrets import randbelow

from django.apps import apps
from django.db import models
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    FilteredRelation,
    Max,
    Min,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest

from .bookmark import Follow
from .paper import head_prefetches
from .resolving import names_of

DRAWS, DRAWN = 10, 20  # by chance: how often, and how many numbers at a time
UNREAD_OF_PEOPLE = ("author__bio", "author__bio_html", "author__email", "author__password")
UNREAD_OF_PAPERS = ("paper__search_title", "paper__search_names", "paper__title_hash")


class SummaryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What one person may see: public texts, and all of one's own.

        Texts hidden by a moderator are for their author and for moderators only.
        """
        if user.is_staff and user.has_perm("summaries.change_summary"):
            return self.filter(Q(visibility="public") | Q(author_id=user.pk))
        public = Q(visibility="public", hidden_at=None)
        return self.filter(public | Q(author_id=user.pk) if user.is_authenticated else public)

    def listed(self):
        """What anybody may see: in feeds, lists and counts, the same for every reader."""
        return self.filter(visibility="public", hidden_at=None)

    def any(self):
        """One by chance, or None. Numbers are drawn until one is taken: counting the rows, and
        passing over half of them, costs as much as there are.
        """
        ends = self.aggregate(first=Min("pk"), last=Max("pk"))
        if ends["first"] is None:
            return None
        for _ in range(DRAWS):
            span = ends["last"] - ends["first"] + 1
            drawn = [ends["first"] + randbelow(span) for _ in range(DRAWN)]
            found = self.in_bulk(drawn)
            if taken := [found[pk] for pk in drawn if pk in found]:
                return taken[0]
        return self.order_by("pk").filter(pk__gte=drawn[0]).first()

    def on_desk(self):
        """What concerns moderators: public and hidden texts, imported ones that are nobody's;
        what somebody keeps private is theirs alone.
        """
        is_hidden, is_archived = Q(hidden_at__isnull=False), Q(is_imported=True, author=None)
        return self.filter(Q(visibility="public") | is_hidden | is_archived)

    def followed_by(self, user):
        """By, of, at or about what that person follows; the anonymous ones of no person."""
        paper = OuterRef("paper")
        follows = Follow.objects.filter(user=user)
        return self.filter(
            Q(is_anonymous=False, author__in=follows.filter(person__isnull=False).values("person"))
            | Exists(follows.filter(paper=paper))
            | Exists(follows.filter(venue__papers=paper))
            | Exists(follows.filter(author__papers=paper))
            | Exists(follows.filter(keyword__papers=paper))
        )

    def not_by(self, user):
        return self.exclude(author_id=user.pk)

    def in_section(self, slug: str):
        """In the order that they have, by the ranks that stand beside the section: one index
        has both. Whoever orders afterwards has no such index.
        """
        names = [str(name).removeprefix("-") for name in self.query.order_by]
        ranks = {name: "summary" if name == "pk" else name for name in names}
        beside = {f"placed_{name}": F(f"section_places__{of}") for name, of in ranks.items()}
        rows = self.filter(section_places__section=slug).annotate(**beside)
        return rows.order_by(*(f"-{name}" for name in beside))

    def signed_by(self, user):
        """The ones that carry that person's name; never the anonymous ones."""
        return self.filter(author=user, is_anonymous=False)

    def mentioning(self, paper):
        """The ones on other papers that cite this one or link to it, by any of its names."""
        citations = apps.get_model("summaries", "Citation").objects
        citing = citations.filter(key__in=names_of(paper)).order_by()
        return self.filter(pk__in=citing.values("summary")).exclude(paper=paper)

    def with_stated_comments(self):
        """Each with `stated_comments`: as the old site's dumps or a public dump say."""
        seen, came = "sightings__comment_count", "carried_votes__stated_comments"
        either = Greatest(Coalesce(Subquery(_most(seen)), 0), Coalesce(Subquery(_most(came)), 0))
        return self.annotate(stated_comments=either)

    def hottest_first(self):
        return self.order_by("-hot", "-pk")

    def recent_first(self):
        return self.order_by("-published_at", "-pk")

    def best_first(self):
        return self.order_by("-quality", "-published_at", "-pk")

    def most_read_first(self):
        return self.order_by("-readers_of_week", "-published_at", "-pk")

    def with_older_votes(self):
        """Each with `older_votes`: how many of its votes judged a version before this one."""
        votes = apps.get_model("summaries", "Vote").objects.order_by()
        older = votes.filter(summary=OuterRef("pk"), updated_at__lt=OuterRef("edited_at"))
        total = older.values("summary").annotate(total=Count("pk")).values("total")
        # Most texts are as they were, and some of these have thousands of votes.
        edited = When(edited_at__isnull=False, then=Coalesce(Subquery(total), 0))
        return self.annotate(older_votes=Case(edited, default=0))

    def shared_by(self, token: str):
        """The one that a secret link opens, if it still does; public ones stay open to it."""
        still_open = Q(visibility="link") | Q(visibility="public")
        return self.filter(still_open, share_token=token, hidden_at=None)

    def with_byline(self):
        """With what stands beside the text: its writer, and the age of its votes."""
        return self.select_related("author").with_older_votes()

    def as_shown(self):
        """Without the columns that no page of readers shows; `text` only says what it is about."""
        return self.defer("body", "render_errors", *UNREAD_OF_PEOPLE)

    def as_listed(self):
        """As in a feed, where the plain text is for nobody either."""
        return self.as_shown().defer("text", "paper__abstract", *UNREAD_OF_PAPERS)

    def as_found(self):
        """As a search shows it: the plain text, who wrote it when, and the paper by its name."""
        shown = ("text", "is_anonymous", "is_imported", "published_at", "updated_at")
        author = ("author__username", "author__display_name", "author__is_active")
        paper = ("title", "status", "summary_count", "year", "venue")
        venue = ("venue__key", "venue__name", "venue__full_name")
        rows = self.select_related("author", "paper__venue")
        return rows.only(*shown, *author, *(f"paper__{name}" for name in (*paper, *venue)))

    def with_paper(self):
        """With the paper's whole head, in three more queries."""
        return self.select_related("paper__venue").prefetch_related(*head_prefetches("paper__"))

    def with_vote_of(self, user):
        """Each with that person's `my_vote` (1, -1, None), its reason, and since when it counts."""
        if not user.is_authenticated:
            return self.annotate(my_vote=Value(None, models.SmallIntegerField()))
        return self.annotate(
            my=FilteredRelation("votes", condition=Q(votes__voter=user)),
            my_vote=F("my__value"),
            my_reason=F("my__reason"),
            my_vote_counted_at=F("my__counted_at"),
        )


def _most(number: str):
    """The largest number beside the summary of the query around it."""
    rows = apps.get_model("summaries", "Summary").objects.filter(pk=OuterRef("pk")).order_by()
    return rows.values("pk").annotate(most=Max(number)).values("most")
