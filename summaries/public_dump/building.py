"""Rows of a dump as rows of the database, with what follows from each row alone.

A row is a dict, since an object of a model costs five times as much.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, time
from itertools import count

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.db.models import Max, Model, Value
from django.db.models.functions import Coalesce, NullIf

from accounts.names import skeleton
from summaries import models, ranking
from summaries.search.indexes.columns import of_name, of_title
from summaries.search.indexes.tables import FIRST_AUTHORS

from . import rows
from .counting import Counts
from .inserting import Record
from .problems import DumpError

User = get_user_model()
Link = models.Paper.keywords.through
NUMBERED = (models.Venue, models.Keyword, models.Author, models.Paper)
LINKED = (
    models.AuthorIdentifier,
    models.Authorship,
    Link,
    models.Identifier,
    models.SummaryRevision,
    models.CarriedVotes,
)
FILLED: list[type[Model]] = [*NUMBERED, *LINKED, models.Summary]  # that are empty before
WITH_NUMBERS: list[type[Model]] = [*FILLED, User, models.Comment]
NAMED = Coalesce(NullIf("search_name", Value("")), "name")  # of an author


class Builder:
    """Gives numbers to rows, and finds those that others refer to."""

    def __init__(self, counts: Counts) -> None:
        self.counts = counts
        self._numbers: dict[type[Model], count[int]] = {
            model: count(_last(model) + 1) for model in (*NUMBERED, *LINKED, User)
        }
        self._known: dict[str, dict] = defaultdict(dict)
        self._words: dict[str, dict[int, str]] = defaultdict(dict)  # by which papers are found
        self._counted: dict = {}

    def build(self, table: str, row: rows.Row) -> list[Record]:
        """The rows that one line becomes, each after those that it needs."""
        return getattr(self, f"_{table}")(row)

    def look_up(self, table: str, batch: Iterable) -> None:
        """Find the rows that a batch refers to, so that each need not ask."""
        if table == "papers":
            self._counted = self.counts.of("papers", (row.key for row in batch))
            venues, names = (row.venue for row in batch), ("name", "full_name")
            self._find("venue", models.Venue, "key", venues, names)
            authors = (slug for row in batch for slug in row.authors)
            self._find("author", models.Author, "slug", authors, (NAMED,))
            keywords = (name for row in batch for name in row.keywords)
            self._find("keyword", models.Keyword, "name", keywords, ("name",))
        if table == "summaries":
            self._counted = self.counts.of("summaries", (row.id for row in batch))
            self._find("paper", models.Paper, "key", (row.paper for row in batch))
        if table == "comments":
            self._find("summary", models.Summary, "pk", (row.summary for row in batch))
        if table in {"summaries", "comments"}:
            self._find("person", User, "username", (row.author for row in batch))

    def _find(
        self, noun: str, model: type[Model], column: str, values: Iterable, words: tuple = ()
    ) -> None:
        wanted = {value for value in values if value is not None}
        found = model._default_manager.filter(**{f"{column}__in": wanted})
        rows = list(found.values_list(column, "pk", *words))
        self._known[noun] = {row[0]: row[1] for row in rows}
        self._words[noun] = {row[1]: " ".join(filter(None, row[2:])) for row in rows}

    def _number_of(self, noun: str, name: str | int) -> int:
        if name not in self._known[noun]:
            raise DumpError(f"there is no {noun} “{name}”")
        return self._known[noun][name]

    def _new(self, model: type[Model], **facts) -> Record:
        return model, facts | {"id": next(self._numbers[model])}

    def _venues(self, row: rows.Venue) -> list[Record]:
        return [self._new(models.Venue, **vars(row))]

    def _keywords(self, row: rows.Keyword) -> list[Record]:
        return [self._new(models.Keyword, **vars(row))]

    def _authors(self, row: rows.Author) -> list[Record]:
        author = self._new(models.Author, **vars(row), **of_name(row.name))
        owner = {"author_id": author[1]["id"]}
        return [author, *self._names(models.AuthorIdentifier, row.identifiers, owner)]

    def _names(self, model: type[Model], names: list[rows.Name], owner: dict) -> list[Record]:
        return [self._new(model, **vars(name), **owner) for name in names]

    def _papers(self, row: rows.Paper) -> list[Record]:
        now = datetime.now(UTC)
        paper = self._new(
            models.Paper,
            **vars(row),
            **of_title(row.title),
            venue_id=self._number_of("venue", row.venue) if row.venue else None,
            search_names=self._search_names(row),
            summary_count=self._counted.get(row.key, 0),
            created_at=now,
            updated_at=now,
        )
        owner = {"paper_id": paper[1]["id"]}
        return [
            paper,
            *self._names(models.Identifier, row.identifiers, owner),
            *(self._authorship(owner, *place) for place in enumerate(row.authors, start=1)),
            *(self._link(owner, name) for name in row.keywords),
        ]

    def _search_names(self, row: rows.Paper) -> str:
        """As the database puts it together, so that it need not do so for each row again."""
        authors = [self._number_of("author", slug) for slug in row.authors[:FIRST_AUTHORS]]
        keywords = sorted(self._number_of("keyword", name) for name in row.keywords)
        words = [self._words["author"][pk] for pk in authors]
        words += [self._words["keyword"][pk] for pk in keywords]
        words += [self._words["venue"][self._number_of("venue", row.venue)]] if row.venue else []
        return " ".join(words)

    def _authorship(self, owner: dict, position: int, slug: str) -> Record:
        author = self._number_of("author", slug)
        return self._new(models.Authorship, author_id=author, position=position, **owner)

    def _link(self, owner: dict, name: str) -> Record:
        return self._new(Link, keyword_id=self._number_of("keyword", name), **owner)

    def _people(self, row: rows.Person) -> list[Record]:
        """Nobody can log in as them; their bio is rendered later."""
        since = datetime.combine(row.since, time(), UTC)
        user = self._new(
            User,
            **vars(row),
            skeleton=skeleton(row.username),
            password=make_password(None),
            date_joined=since,
            orcid_verified_at=since if row.is_orcid_verified else None,
        )
        return [user]

    def _summaries(self, row: rows.Summary) -> list[Record]:
        """Without its rendering: a file cannot be trusted with HTML, and it takes its time."""
        window, moment = settings.HOT_WINDOW_DAYS, row.published_at
        facts = {
            **vars(row),
            **ranking.columns(row.ups, row.downs, moment, window),
            "visibility": "public",
            "paper_id": self._number_of("paper", row.paper),
            "author_id": self._number_of("person", row.author) if row.author else None,
            "comment_count": self._counted.get(row.id, 0),
            "comments_locked_at": moment if row.are_comments_closed else None,
            "created_at": moment,
            "updated_at": row.edited_at or moment,
        }
        return [(models.Summary, facts), *self._carried(row), *self._revisions(row)]

    def _carried(self, row: rows.Summary) -> list[Record]:
        if not (row.ups or row.downs or row.stated_comments):
            return []
        names = ("ups", "downs", "stated_comments")
        numbers = {name: getattr(row, name) for name in names}
        return [self._new(models.CarriedVotes, summary_id=row.id, **numbers)]

    def _revisions(self, summary: rows.Summary) -> list[Record]:
        return [
            self._new(
                models.SummaryRevision,
                **vars(row),
                summary_id=summary.id,
                created_at=row.saved_at,
                redacted_at=row.shown_at if row.is_redacted else None,
            )
            for row in summary.revisions
        ]

    def _comments(self, row: rows.Comment) -> list[Record]:
        facts = {
            "id": row.id,
            "summary_id": self._number_of("summary", row.summary),
            "parent_id": row.answer_to,
            "author_id": self._number_of("person", row.author) if row.author else None,
            "body": row.body,
            "was_by_the_author": row.is_by_the_author,
            "created_at": row.posted_at,
            "updated_at": row.edited_at or row.posted_at,
            "edited_at": row.edited_at,
            "deleted_at": row.posted_at if row.is_gone else None,
        }
        return [(models.Comment, facts)]


def _last(model: type[Model]) -> int:
    return model._default_manager.aggregate(last=Max("pk"))["last"] or 0
