"""What of the database is public, as the rows of the dump."""

from collections.abc import Callable, Iterator

from django.contrib.auth import get_user_model
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from summaries import models
from summaries.models.listing import SummaryQuerySet

from . import rows

BATCH = 500


def in_batches(query: QuerySet, first: int = 0) -> Iterator:
    """The rows of `query` by their primary keys, a few at a time."""
    while batch := list(query.filter(pk__gt=first).order_by("pk")[:BATCH]):
        yield from batch
        first = batch[-1].pk


def texts() -> SummaryQuerySet:
    """The summaries that anybody may read: everything else here hangs on them."""
    return models.Summary.objects.listed()


def signed_comments() -> QuerySet:
    """Those that carry their writer's name."""
    unnamed = Q(summary__is_anonymous=True, summary__author=F("author"))
    return models.Comment.objects.visible().filter(summary__in=texts()).exclude(unnamed)


def venues() -> Iterator[rows.Venue]:
    for venue in in_batches(models.Venue.objects.all()):
        yield rows.Venue(**_values(venue, "key", "name", "full_name", "kind", "section"))


def keywords() -> Iterator[rows.Keyword]:
    for keyword in in_batches(models.Keyword.objects.all()):
        yield rows.Keyword(**_values(keyword, "name", "section"))


def authors() -> Iterator[rows.Author]:
    for author in in_batches(models.Author.objects.prefetch_related("identifiers")):
        facts = _values(author, "slug", "name", "family", "is_collective")
        yield rows.Author(**facts, identifiers=_names(author))


def papers() -> Iterator[rows.Paper]:
    """All but those whose title is the beginning of a text that is not public."""
    untold = models.Paper.objects.with_words_of_nobody().values("pk")
    for paper in in_batches(models.Paper.objects.exclude(pk__in=untold).with_head()):
        columns = (
            "key title year kind container volume number pages publisher abstract status source"
        )
        yield rows.Paper(
            **_values(paper, *columns.split()),
            venue=paper.venue.key if paper.venue else None,
            authors=[rank.author.slug for rank in paper.authorships.all()],
            keywords=sorted(keyword.name for keyword in paper.keywords.all()),
            identifiers=_names(paper),
        )


def people() -> Iterator[rows.Person]:
    """Those whose page is open and who signed something; nothing of anybody else."""
    signed = texts().filter(author=OuterRef("pk"), is_anonymous=False)
    spoke = signed_comments().filter(author=OuterRef("pk"))
    open_ones = get_user_model().objects.filter(is_active=True)
    for user in in_batches(open_ones.filter(Exists(signed) | Exists(spoke))):
        yield rows.Person(
            **_values(user, "username", "display_name", "bio", "orcid", "website"),
            is_orcid_verified=user.orcid_verified_at is not None,
            since=user.date_joined.date().replace(day=1),
        )


def summaries() -> Iterator[rows.Summary]:
    public = models.SummaryRevision.objects.exclude(shown_at=None).order_by("number")
    query = texts().with_stated_comments().select_related("paper", "author")
    for summary in in_batches(query.prefetch_related(Prefetch("revisions", public))):
        columns = (
            "is_anonymous is_imported licence competing_interests ai_assistance body "
            "published_at edited_at ups downs stated_comments"
        )
        yield rows.Summary(
            id=summary.pk,
            paper=summary.paper.key,
            author=_username(summary.shown_author),
            **_values(summary, *columns.split()),
            are_comments_closed=summary.comments_locked_at is not None,
            revisions=[_revision(each) for each in summary.revisions.all()],
        )


def _revision(revision: models.SummaryRevision) -> rows.Revision:
    is_redacted = revision.redacted_at is not None
    return rows.Revision(
        **_values(revision, "number", "shown_at"),
        note="" if is_redacted else revision.note,
        body="" if is_redacted else revision.body,
        saved_at=revision.created_at,
        is_redacted=is_redacted,
    )


def comments() -> Iterator[rows.Comment]:
    query = models.Comment.objects.filter(summary__in=texts())
    for comment in in_batches(query.select_related("author", "summary")):
        yield _comment(comment)


def _comment(comment: models.Comment) -> rows.Comment:
    """A place in the thread; with its words unless they were taken back or hidden."""
    summary, is_gone = comment.summary, comment.is_gone
    is_unnamed = summary.is_anonymous and (comment.is_by_the_author or comment.was_by_the_author)
    return rows.Comment(
        id=comment.pk,
        summary=summary.pk,
        answer_to=comment.parent_id,
        author=None if is_gone else _username(comment.shown_author),
        is_by_the_author=is_unnamed and not is_gone,
        body="" if is_gone else comment.body,
        posted_at=comment.created_at,
        edited_at=None if is_gone else comment.edited_at,
        is_gone=is_gone,
    )


def _values(row, *columns: str) -> dict:
    return {column: getattr(row, column) for column in columns}


def _names(row) -> list[rows.Name]:
    names = sorted((each.scheme, each.value) for each in row.identifiers.all())
    return [rows.Name(scheme=scheme, value=value) for scheme, value in names]


def _username(user) -> str | None:
    return user.username if user else None


GATHERED: dict[str, Callable[[], Iterator[rows.Row]]] = {
    "venues": venues,
    "keywords": keywords,
    "authors": authors,
    "papers": papers,
    "people": people,
    "summaries": summaries,
    "comments": comments,
}
