"""The rows of a person's archive, each a flat dictionary."""

from collections.abc import Callable, Iterator

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount

from accounts.models import User
from summaries.models import Kind
from summaries.moderation.naming import name_notices

Row = dict[str, object]


def profile_of(user: User) -> Row:
    """What the site knows about `user`; no secrets of log-in are in it."""
    names = (
        "username display_name bio orcid orcid_verified_at website licence date_joined "
        "verified_at last_login summary_count contribution delete_at"
    )
    emails = EmailAddress.objects.filter(user=user)
    connected = SocialAccount.objects.filter(user=user)
    return {
        **{name: getattr(user, name) for name in names.split()},
        "email": user.email,
        "emails": list(emails.values("email", "verified", "primary")),
        "connected_accounts": list(connected.values("provider", "uid")),
        "tokens": list(user.tokens.values("name", "scopes", "created_at", "expires_on", "used_on")),
        "mail_choices": dict(user.mail_choices.values_list("kind", "how")),
    }


def comments(user: User) -> Iterator[Row]:
    for comment in user.comments.select_related("summary__paper").order_by("pk"):
        yield {
            "paper": comment.summary.paper.key,
            "summary": comment.summary_id,
            "comment": comment.pk,
            "answer_to": comment.parent_id,
            "body": comment.body,
            "created": comment.created_at,
            "edited": comment.edited_at,
            "deleted": comment.deleted_at,
        }


def votes(user: User) -> Iterator[Row]:
    for vote in user.votes.select_related("summary__paper").order_by("pk"):
        yield {
            "paper": vote.summary.paper.key,
            "summary": vote.summary_id,
            "value": vote.value,
            "reason": vote.reason,
            "cast": vote.updated_at,
        }


def bookmarks(user: User) -> Iterator[Row]:
    for bookmark in user.bookmarks.select_related("paper").order_by("pk"):
        yield {
            "paper": bookmark.paper.key,
            "title": bookmark.paper.shown_title,
            "state": bookmark.state,
            "created": bookmark.created_at,
        }


def follows(user: User) -> Iterator[Row]:
    related = ("person", "paper", "venue", "author", "keyword")
    for follow in user.follows.select_related(*related).order_by("pk"):
        kind = next(name for name in related if getattr(follow, f"{name}_id"))
        yield {
            "kind": kind,
            "name": str(getattr(follow, kind)),
            "address": follow.target.get_absolute_url(),
            "created": follow.created_at,
        }


def notices(user: User) -> Iterator[Row]:
    """What moderators decided about what is theirs, and what they said to that."""
    found = list(user.notices.with_story().order_by("pk"))
    name_notices(found)
    for notice in found:
        entry = notice.entry
        yield {
            "about": notice.subject,
            "kind": entry.kind,
            "number": entry.thing_id,
            "decision": entry.get_action_display(),
            "detail": entry.detail,
            "reason": entry.get_reason_display(),
            "explanation": entry.explanation,
            "until": entry.until,
            "told": notice.created_at,
            "appeal": notice.appeal,
            "appealed": notice.appealed_at,
            "answered": notice.answered_at,
        }


def reports(user: User) -> Iterator[Row]:
    """What they told the moderators; of the thing itself only where it is."""
    related = [f"ticket__{kind}" for kind in Kind.values]
    for report in user.reports.select_related(*related).order_by("pk"):
        thing = report.ticket.thing
        yield {
            "kind": report.ticket.kind,
            "address": thing.get_absolute_url() if thing else "",
            "reason": report.get_reason_display(),
            "words": report.words,
            "created": report.created_at,
        }


TABLES: dict[str, Callable[[User], Iterator[Row]]] = {
    "comments": comments,
    "votes": votes,
    "bookmarks": bookmarks,
    "follows": follows,
    "notices": notices,
    "reports": reports,
}
