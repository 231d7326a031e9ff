"""Rows of a dump as rows of the database, with what follows from each row alone."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, time
from itertools import count

from django.contrib.auth import get_user_model
from django.db.models import Max, Model

from accounts.names import skeleton
from summaries import models
from summaries.search.indexes.columns import of_name, of_title
from summaries.search.indexes.tables import FIRST_AUTHORS

from . import rows
from .problems import DumpError

User = get_user_model()
Link = models.Paper.keywords.through
NUMBERED = (models.Venue, models.Keyword, models.Author, models.Paper, User)
LINKED = (
    models.AuthorIdentifier,
    models.Authorship,
    Link,
    models.Identifier,
    models.SummaryRevision,
    models.CarriedVotes,
)
WITH_NUMBERS: list[type[Model]] = [*NUMBERED, *LINKED, models.Summary, models.Comment]


class Builder:
    """Gives numbers to rows, and finds those that others refer to."""

    def __init__(self) -> None:
        self._numbers: dict[type[Model], count[int]] = {
            model: count(_last(model) + 1) for model in (*NUMBERED, *LINKED)
        }
        self._known: dict[str, dict] = defaultdict(dict)
        self._words: dict[str, dict[int, str]] = defaultdict(dict)  # by which papers are found

    def build(self, table: str, row: rows.Row) -> list[Model]:
        """The objects that one row becomes, each after those that it needs."""
        return getattr(self, f"_{table}")(row)

    def look_up(self, table: str, batch: Iterable) -> None:
        """Find the rows that a batch refers to, so that each need not ask."""
        if table == "papers":
            venues, names = (row.venue for row in batch), ("name", "full_name")
            self._find("venue", models.Venue, "key", venues, names)
            authors = (slug for row in batch for slug in row.authors)
            self._find("author", models.Author, "slug", authors, ("search_name",))
            keywords = (name for row in batch for name in row.keywords)
            self._find("keyword", models.Keyword, "name", keywords, ("name",))
        if table == "summaries":
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

    def _next(self, model: type[Model]) -> int:
        return next(self._numbers[model])

    def _venues(self, row: rows.Venue) -> list[Model]:
        return [models.Venue(pk=self._next(models.Venue), **row.model_dump())]

    def _keywords(self, row: rows.Keyword) -> list[Model]:
        return [models.Keyword(pk=self._next(models.Keyword), **row.model_dump())]

    def _authors(self, row: rows.Author) -> list[Model]:
        facts = row.model_dump(exclude={"identifiers"})
        author = models.Author(pk=self._next(models.Author), **facts, **of_name(row.name))
        return [author, *self._names(models.AuthorIdentifier, row.identifiers, author=author)]

    def _names(self, model: type[Model], names: list[rows.Name], **owner) -> list[Model]:
        return [
            model(pk=self._next(model), scheme=name.scheme, value=name.value, **owner)
            for name in names
        ]

    def _papers(self, row: rows.Paper) -> list[Model]:
        facts = row.model_dump(exclude={"authors", "venue", "keywords", "identifiers"})
        paper = models.Paper(pk=self._next(models.Paper), **facts, **of_title(row.title))
        paper.venue_id = self._number_of("venue", row.venue) if row.venue else None
        paper.search_names = self._search_names(row)
        paper.created_at = paper.updated_at = datetime.now(UTC)
        return [
            paper,
            *self._names(models.Identifier, row.identifiers, paper=paper),
            *(self._authorship(paper, *place) for place in enumerate(row.authors, start=1)),
            *(self._link(paper, name) for name in row.keywords),
        ]

    def _search_names(self, row: rows.Paper) -> str:
        """As the database puts it together, so that it need not do so for each row again."""
        authors = [self._number_of("author", slug) for slug in row.authors[:FIRST_AUTHORS]]
        keywords = sorted(self._number_of("keyword", name) for name in row.keywords)
        words = [self._words["author"][pk] for pk in authors]
        words += [self._words["keyword"][pk] for pk in keywords]
        words += [self._words["venue"][self._number_of("venue", row.venue)]] if row.venue else []
        return " ".join(words)

    def _authorship(self, paper: models.Paper, position: int, slug: str) -> Model:
        author, number = self._number_of("author", slug), self._next(models.Authorship)
        return models.Authorship(pk=number, paper=paper, author_id=author, position=position)

    def _link(self, paper: models.Paper, name: str) -> Model:
        return Link(pk=self._next(Link), paper=paper, keyword_id=self._number_of("keyword", name))

    def _people(self, row: rows.Person) -> list[Model]:
        """Nobody can log in as them; their bio is rendered later."""
        facts = row.model_dump(exclude={"is_orcid_verified", "since"})
        user = User(pk=self._next(User), **facts, skeleton=skeleton(row.username))
        user.set_unusable_password()
        user.date_joined = datetime.combine(row.since, time(), UTC)
        user.orcid_verified_at = user.date_joined if row.is_orcid_verified else None
        return [user]

    def _summaries(self, row: rows.Summary) -> list[Model]:
        """Without its rendering: a file cannot be trusted with HTML, and it takes its time."""
        facts = row.model_dump(
            exclude={
                *("id", "paper", "author", "are_comments_closed", "stated_comments", "revisions")
            }
        )
        summary = models.Summary(pk=row.id, **facts, visibility="public")
        summary.paper_id = self._number_of("paper", row.paper)
        summary.author_id = self._number_of("person", row.author) if row.author else None
        summary.comments_locked_at = row.published_at if row.are_comments_closed else None
        summary.created_at = row.published_at
        summary.updated_at = row.edited_at or row.published_at
        summary.rank()
        return [summary, *self._carried(summary, row), *self._revisions(summary, row.revisions)]

    def _carried(self, summary: models.Summary, row: rows.Summary) -> list[Model]:
        numbers = row.model_dump(include={"ups", "downs", "stated_comments"})
        if not any(numbers.values()):
            return []
        number = self._next(models.CarriedVotes)
        return [models.CarriedVotes(pk=number, summary=summary, **numbers)]

    def _revisions(self, summary: models.Summary, revisions: list[rows.Revision]) -> list[Model]:
        return [
            models.SummaryRevision(
                pk=self._next(models.SummaryRevision),
                summary=summary,
                **row.model_dump(exclude={"saved_at", "is_redacted"}),
                created_at=row.saved_at,
                redacted_at=row.shown_at if row.is_redacted else None,
            )
            for row in revisions
        ]

    def _comments(self, row: rows.Comment) -> list[Model]:
        self._number_of("summary", row.summary)
        comment = models.Comment(pk=row.id, summary_id=row.summary, parent_id=row.answer_to)
        comment.author_id = self._number_of("person", row.author) if row.author else None
        comment.body, comment.was_by_the_author = row.body, row.is_by_the_author
        comment.created_at = row.posted_at
        comment.updated_at = row.edited_at or row.posted_at
        comment.edited_at = row.edited_at
        comment.deleted_at = row.posted_at if row.is_gone else None
        return [comment]


def _last(model: type[Model]) -> int:
    return model._default_manager.aggregate(last=Max("pk"))["last"] or 0
